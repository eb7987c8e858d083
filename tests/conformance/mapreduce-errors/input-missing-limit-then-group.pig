-- A GROUP behind the LIMIT: a job is needed.
A = LOAD 'data/nope.txt' AS (k:chararray, v:int);
B = LIMIT A 3;
C = GROUP B BY k;
DUMP C;
