-- The relation to be stored does not exist.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = MAPREDUCE 'missing.jar' STORE nope INTO 'in' LOAD 'out' `in out`;
DUMP A;
