-- Dimensions of numbers, without nulls.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = FILTER A BY v IS NOT NULL AND k IS NOT NULL;
C = CUBE B BY ROLLUP(v, k);
D = FOREACH C GENERATE group.v, group.k, COUNT_STAR(cube);
DUMP D;
