-- A program that fails behind a LIMIT: a DUMP without a job.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = LIMIT A 3;
C = STREAM B THROUGH `cat no_such_file`;
DUMP C;
