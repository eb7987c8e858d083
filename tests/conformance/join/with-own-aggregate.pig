-- Rows joined with an aggregate of themselves.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
G = GROUP A BY k;
S = FOREACH G GENERATE group AS k, SUM(A.v) AS s;
J = JOIN A BY k LEFT, S BY k;
DUMP J;
