-- The condition is no boolean.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
ASSERT A BY v;
DUMP A;
