-- A null in a dimension of any simple type appears as 'unknown', apart from the total; the type stays.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
E = CUBE A BY ROLLUP(k, v);
DESCRIBE E;
F = FOREACH E GENERATE FLATTEN(group), COUNT_STAR(cube) AS n, COUNT(cube.v);
DESCRIBE F;
DUMP F;
B = FOREACH A GENERATE (v < 3 ? null : ToDate(1000L)) AS d, (v < 3 ? null : true) AS b, k;
C = CUBE B BY CUBE(d, b);
D = FOREACH C GENERATE FLATTEN(group), COUNT_STAR(cube), COUNT(cube), COUNT(cube.b);
DESCRIBE D;
DUMP D;
G = FOREACH E { x = cube.v; y = DISTINCT x; z = FILTER cube BY v IS NOT NULL; GENERATE group, y, COUNT_STAR(z); };
DUMP G;
STORE F INTO 'out';
fs -cat out/p*
