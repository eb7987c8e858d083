-- SAMPLE takes no column of its input.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = SAMPLE A v;
DUMP A;
