-- A DUMP cut by LIMIT is no job: a missing input is another error.
A = LOAD 'data/nope.txt' AS (k:chararray, v:int);
B = LIMIT A 3;
DUMP B;
