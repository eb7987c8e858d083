-- A quote in the arguments that is not closed.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = MAPREDUCE 'missing.jar' STORE A INTO 'in' LOAD 'out' `in "out`;
DUMP A;
