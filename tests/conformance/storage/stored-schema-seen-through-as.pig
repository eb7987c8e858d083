-- AS over a stored schema: names without types keep the stored types; tags come in front.
A = LOAD 'data/pairs.txt' AS (a:int, b:chararray);
B = LIMIT A 3;
STORE B INTO 'out/s' USING PigStorage(',', '-schema');
exec;
C = LOAD 'out/s' USING PigStorage(',') AS (x, y); DESCRIBE C; DUMP C;
D = LOAD 'out/s' USING PigStorage(',') AS (x:chararray, y:chararray); DESCRIBE D;
E = LOAD 'out/s' USING PigStorage(',', '-tagPath'); DESCRIBE E;
F = LOAD 'out/s' USING PigStorage(',', '-schema -tagFile'); DESCRIBE F; DUMP F;
G = LOAD 'out/s' USING PigStorage(',', '-noschema'); DESCRIBE G;
