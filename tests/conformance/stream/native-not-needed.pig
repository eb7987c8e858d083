-- A job that no DUMP or STORE needs is not run; the schema is that of the LOAD.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = MAPREDUCE 'missing.jar' STORE A INTO 'in' LOAD 'out' AS (k:chararray, n:int) `in out "x y"`;
C = NATIVE 'missing.jar' ('a.jar', 'b.jar') STORE A INTO 'in2' USING PigStorage(',') LOAD 'out2' USING PigStorage(',') `in2 out2`;
D = FOREACH B GENERATE k, n + 1 AS m;
DESCRIBE B;
DESCRIBE C;
DESCRIBE D;
DUMP A;
