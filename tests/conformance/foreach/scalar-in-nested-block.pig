-- A scalar inside of a nested block: it is worked out before the rows that are counted arrive.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
G = GROUP A ALL;
S = FOREACH G GENERATE MAX(A.v) AS m, COUNT_STAR(A) AS n;
H = GROUP A BY k;
B = FOREACH H { F = FILTER A BY v == S.m; GENERATE group, COUNT(F), S.m; };
DUMP B;
B = FOREACH H { F = FILTER A BY v < S.m; D = DISTINCT F.v; GENERATE group, COUNT(D), S.n; };
DUMP B;
P = FOREACH H GENERATE group AS g, COUNT_STAR(A) AS c; Q = ORDER P BY c DESC; Q1 = LIMIT Q 1;
B = FOREACH H { F = FILTER A BY v < Q1.c; GENERATE group, COUNT(F), Q1.c; };
DUMP B;

