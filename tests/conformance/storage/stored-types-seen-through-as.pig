-- AS over a stored schema casts: 007 is read as the int 7 and then becomes text.
A = LOAD 'files/leading-zeros.csv' USING PigStorage(',') AS (a:int, b:double, c:chararray);
STORE A INTO 'out/s' USING PigStorage(',', '-schema');
exec;
fs -cp files/leading-zeros.csv out/s/part-more
B = LOAD 'out/s' USING PigStorage(',') AS (x:chararray, y:chararray, z:bytearray); DESCRIBE B; DUMP B;
C = LOAD 'out/s' USING PigStorage(',') AS (x:long, y:int, z); DESCRIBE C; DUMP C;
D = FOREACH B GENERATE y; DUMP D;
