-- -overwrite with any case of true, with an equals sign, of a folder with a schema and of a file.
A = LOAD 'data/pairs.txt' AS (a:int, b:chararray);
B = LIMIT A 2; 
STORE B INTO 'out/s' USING PigStorage(',', '-schema');
exec;
STORE B INTO 'out/s' USING PigStorage('|', '-overwrite TRUE');
exec;
C = LOAD 'out/s' USING PigStorage('|'); DESCRIBE C; DUMP C;
STORE B INTO 'out/s' USING PigStorage(';', '-overwrite=true');
exec;
D = LOAD 'out/s' USING PigStorage(';'); DUMP D;
STORE B INTO 'files/bom.txt' USING PigStorage(';', '--overwrite true');
exec;
E = LOAD 'files/bom.txt' USING PigStorage(';'); DUMP E;
