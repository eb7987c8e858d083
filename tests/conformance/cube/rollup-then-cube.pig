-- ROLLUP and CUBE together: each combination of the one with each of the other.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = FOREACH A GENERATE k, w, SIZE(w) AS n;
C = CUBE B BY ROLLUP(k), CUBE(w);
DESCRIBE C;
D = FOREACH C GENERATE FLATTEN(group) AS (k, w), SUM(cube.n) AS s;
DUMP D;
