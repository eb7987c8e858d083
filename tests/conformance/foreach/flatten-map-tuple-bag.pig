-- FLATTEN of map, tuple and bag side by side.
A = LOAD 'data/complex.txt' AS (id:int, t:(n:int, s:chararray), b:{(x:int, y:chararray)}, m:[int]);
B = FOREACH A GENERATE id, FLATTEN(m), FLATTEN(t);
DUMP B;
C = FOREACH A GENERATE id, FLATTEN(b), FLATTEN(m);
DUMP C;
