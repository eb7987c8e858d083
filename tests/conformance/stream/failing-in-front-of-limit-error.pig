-- A program that fails in front of a LIMIT: a job.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = STREAM A THROUGH `cat no_such_file`;
C = LIMIT B 3;
DUMP C;
