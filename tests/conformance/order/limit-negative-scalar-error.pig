-- A scalar that turns out to be negative.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
G = GROUP A ALL;
N = FOREACH G GENERATE COUNT_STAR(A) - 100 AS n;
L = LIMIT A N.n;
DUMP L;
