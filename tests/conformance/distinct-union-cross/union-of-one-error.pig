-- A UNION of one relation.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = UNION A;
DUMP B;
