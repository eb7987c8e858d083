-- A STORE always is a job.
A = LOAD 'data/nope.txt' AS (k:chararray, v:int);
B = LIMIT A 3;
STORE B INTO 'out';
