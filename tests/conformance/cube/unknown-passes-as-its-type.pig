-- The 'unknown' of an int dimension goes wherever an int goes that nothing is done to.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
E = CUBE A BY ROLLUP(k, v);
F = FOREACH E GENERATE FLATTEN(group), COUNT_STAR(cube) AS n;
G = FOREACH F GENERATE v AS w:int, (int)v AS q, (v IS NULL ? -1 : v) AS r, TOTUPLE(v, n) AS t, TOBAG(v);
DESCRIBE G;
DUMP G;
H = GROUP F BY (v, n);
DESCRIBE H;
DUMP H;
I = FOREACH F GENERATE v;
J = DISTINCT I;
DUMP J;
K = UNION I, J;
DESCRIBE K;
DUMP K;
L = FILTER F BY v IS NULL;
DUMP L;
