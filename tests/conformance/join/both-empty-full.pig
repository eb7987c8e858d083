-- A full join of nothing with nothing.
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
E = FILTER B BY v > 1000;
F = FILTER B BY v < -1000;
J = JOIN E BY k FULL, F BY k;
DUMP J;
K = FOREACH (GROUP J ALL) GENERATE COUNT_STAR(J);
DUMP K;
