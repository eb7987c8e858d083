--! reference: a cast of 'unknown' that is taken for an int ends the job there (1066)
-- What is computed from the 'unknown' of an int dimension is null, as of other text that is no number.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
C = CUBE A BY CUBE(v);
D = FOREACH C GENERATE group, COUNT_STAR(cube), group + 1, SUM(cube.v), (chararray)group AS text;
DESCRIBE D;
DUMP D;
E = FILTER D BY group > 3;
DUMP E;
