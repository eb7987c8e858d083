-- Conditions that hold, also by scalars.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
G = GROUP A ALL;
N = FOREACH G GENERATE COUNT_STAR(A) AS n;
ASSERT A BY v IS NULL OR v > 0, 'positive';
ASSERT A BY v <= N.n OR v IS NULL, 'as many';
DESCRIBE A;
DUMP A;
