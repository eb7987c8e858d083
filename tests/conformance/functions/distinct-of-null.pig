A = LOAD 'data/complex.txt' AS (id:int, t:(n:int, s:chararray), b:{(x:int, y:chararray)}, m:[int]);
B = FOREACH A GENERATE id, Distinct(b), IsEmpty(Distinct(b));
DUMP B;
