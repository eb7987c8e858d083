--! reference: 2025, a plan it cannot cut, where the relation is a FILTER of one that is used elsewhere
-- A column of no row at all is null.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
G = GROUP A ALL;
S = FOREACH G GENERATE COUNT_STAR(A) AS n, 'a' AS t, (3,4) AS tt;
E0 = FILTER S BY n < 0;
B = FOREACH A GENERATE v, E0.n, E0.t, E0.tt;
DESCRIBE B;
DUMP B;
B = FILTER A BY E0.n IS NULL AND v > 5;
DUMP B;
