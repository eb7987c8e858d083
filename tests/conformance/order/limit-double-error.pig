-- LIMIT by a double.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
L = LIMIT A 2.5;
DUMP A;
