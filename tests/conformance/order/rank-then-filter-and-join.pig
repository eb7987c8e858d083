-- Rank numbers in a filter and as keys.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = FILTER A BY v IS NOT NULL AND k IS NOT NULL;
R = RANK B BY v DESC, k;
S = FOREACH R GENERATE rank_B - 1 AS before, k, v;
J = JOIN R BY rank_B, S BY before;
K = FOREACH J GENERATE R::k, R::v, S::k, S::v;
DUMP K;
