-- CUBE with ROLLUP over expressions, totals filtered, ordered and cut.
A = LOAD 'data/voters.txt' AS (name:chararray, age:int, party:chararray, amt:double);
F = FOREACH A GENERATE (age > 50 ? 'old' : 'young') AS band, SUBSTRING(name, 0, 1) AS ini, party, amt;
B = CUBE F BY CUBE(band, party), ROLLUP(ini);
C = FOREACH B GENERATE FLATTEN(group) AS (band, party, ini), COUNT_STAR(cube) AS n, ROUND(SUM(cube.amt)) AS total;
DESCRIBE C;
D = FILTER C BY ini IS NULL;
DUMP D;
E = ORDER D BY n DESC, band, party;
G = LIMIT E 3;
DUMP G;
