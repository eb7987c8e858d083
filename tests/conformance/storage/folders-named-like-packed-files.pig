-- .bz packs as .bz2 does; .deflate says nothing.
A = LOAD 'files/leading-zeros.csv' USING PigStorage(',');
STORE A INTO 'out/a.bz';
exec;
STORE A INTO 'out/a.deflate';
exec;
sh ls out/a.bz out/a.deflate
B = LOAD 'out/a.bz'; DUMP B;
C = LOAD 'out/a.deflate'; DUMP C;
