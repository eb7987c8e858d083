-- ORDER and LIMIT of the bag of a CUBE.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = CUBE A BY CUBE(k);
C = FOREACH B { s = ORDER cube BY v DESC; l = LIMIT s 1; GENERATE group, l, cube.v; };
DESCRIBE C;
DUMP C;
