-- Branches of bincond that hold 'unknown' are ints still.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
C = CUBE A BY ROLLUP(k,v);
D = FOREACH C GENERATE group.v AS g, COUNT_STAR(cube) AS n;
E = FOREACH D GENERATE (n > 1 ? g : g) AS a, (n > 1 ? g : 5) AS b, (n > 1 ? 5 : g) AS c, (n > 1 ? null : g) AS d;
DESCRIBE E;
DUMP E;
