-- The jar is not there.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = MAPREDUCE 'missing.jar' STORE A INTO 'in' LOAD 'out' AS (k:chararray, w:chararray) `in out`;
DUMP B;
