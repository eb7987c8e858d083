-- A file's folder, a glob, any part of a list: the first .pig_schema found is taken.
A = LOAD 'data/pairs.txt' AS (a:int, b:chararray);
STORE A INTO 'out/s' USING PigStorage(',', '-schema');
exec;
B = LOAD 'out/s/part*' USING PigStorage(','); DESCRIBE B;
C = LOAD 'out/*' USING PigStorage(','); DESCRIBE C;
D = LOAD 'out/s,data/pairs.txt' USING PigStorage(','); DESCRIBE D;
E = LOAD 'data/pairs.txt,out/s' USING PigStorage(','); DESCRIBE E;
F = LOAD 'data/pairs.txt' USING PigStorage(','); DESCRIBE F;
G = LOAD 'out/s' USING TextLoader(); DESCRIBE G;
