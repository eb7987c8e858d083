-- A relation as a value inside of what feeds an aggregate: filters, arguments, DISTINCT, keys.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
G = GROUP A ALL;
S = FOREACH G GENERATE MAX(A.v) AS mx, COUNT(A) AS c;
GG = GROUP A BY k;
B = FOREACH GG { f = FILTER A BY v < S.mx; GENERATE group, COUNT(f), SUM(f.v), S.c; };
DUMP B;
C = FOREACH GG { p = FOREACH A GENERATE v + (int)S.c AS w; d = DISTINCT p; GENERATE group, COUNT(d), MAX(p.w), AVG(d); };
DUMP C;
H = GROUP A BY v % (S.mx - 3);
D = FOREACH H { f = FILTER A BY v != S.mx; GENERATE group, COUNT(f), COUNT(A); };
DUMP D;
E = GROUP (FILTER A BY v < S.mx) BY (v > (S.mx / 2) ? 'upper' : 'lower');
F = FOREACH E { f = FILTER $1 BY v < S.mx - 1; GENERATE group, IsEmpty(f), SIZE(f); };
DUMP F;
