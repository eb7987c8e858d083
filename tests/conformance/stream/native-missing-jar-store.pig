-- The jar is not there: its STORE fails, the rest goes on.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = MAPREDUCE 'missing.jar' STORE A INTO 'in' LOAD 'out' AS (k:chararray, w:chararray) `in out`;
STORE B INTO 'b';
DUMP A;
