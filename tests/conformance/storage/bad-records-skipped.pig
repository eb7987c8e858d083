--! reference: the property is our own; checked by hand
-- set pig.load.badrecords skip leaves out records that do not fit, whatever is made of the rest.
set pig.load.badrecords skip;
A = LOAD 'files/misfits.txt' AS (n:int, s:chararray);
DUMP A;
B = FOREACH A GENERATE s;
DUMP B;
C = LOAD 'files/crlf.json' USING JsonLoader('a:int, b:int');
DUMP C;
D = LOAD 'files/bad.json' USING JsonLoader('id:int, s:chararray');
DUMP D;
E = LOAD 'files/damaged.bin' USING BinStorage();
F = FOREACH E GENERATE $1;
DUMP F;
