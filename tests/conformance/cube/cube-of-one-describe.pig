-- One dimension: `group` is the column itself.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = CUBE A BY CUBE(w);
DESCRIBE B;
C = FOREACH B GENERATE group, COUNT_STAR(cube), COUNT(cube.k);
DUMP C;
