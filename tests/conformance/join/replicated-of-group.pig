-- A replicated join whose small side is a group's result.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
G = GROUP A BY k;
N = FOREACH G GENERATE group AS k, COUNT(A) AS n;
J = JOIN A BY k, N BY k USING 'replicated';
K = JOIN N BY k LEFT, A BY k USING 'repl';
DUMP J;
DUMP K;
