-- A FILTER in front of the LIMIT: a job is needed.
A = LOAD 'data/nope.txt' AS (k:chararray, v:int);
B = FILTER A BY v > 1;
C = LIMIT B 3;
DUMP C;
