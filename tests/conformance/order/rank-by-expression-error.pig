-- RANK BY takes columns.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = RANK A BY UPPER(k);
DUMP A;
