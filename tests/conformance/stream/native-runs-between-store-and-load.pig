--! reference: it runs jars only; with a jar that does what files/tag does it prints the same
-- A is stored, the job runs, what it wrote is read; what was stored for it is gone in the end.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = MAPREDUCE 'files/tag' STORE A INTO 'in' LOAD 'out' AS (k:chararray, w:chararray) `in out !`;
DESCRIBE B;
DUMP B;
fs -test -e out/part-00000;
fs -test -e in;
