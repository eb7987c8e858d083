-- The LIMIT is used twice.
A = LOAD 'data/nope.txt' AS (k:chararray, v:int);
B = LIMIT A 3;
C = FILTER B BY v > 1;
D = FILTER B BY v < 1;
E = UNION C, D;
DUMP E;
