-- Hints do not change results.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
J = JOIN A BY k LEFT, B BY k USING 'replicated';
DUMP J;
K = JOIN A BY k, B BY k USING 'skewed';
DUMP K;
L = JOIN A BY k RIGHT, B BY k USING 'skewed';
DUMP L;
