-- DISTINCT of a tuple column, null among its values.
A = LOAD 'data/complex.txt' AS (id:int, t:(n:int, s:chararray), b:{(x:int, y:chararray)}, m:[int]);
B = FOREACH A GENERATE t;
D = DISTINCT B;
DUMP D;
