-- Tuples, fields of tuples and values of maps as keys.
A = LOAD 'data/complex.txt' AS (id:int, t:(n:int, s:chararray), b:{(x:int, y:chararray)}, m:map[int]);
B = FOREACH A GENERATE id + 1 AS id, t, m;
C = JOIN A BY t, B BY t;
D = FOREACH C GENERATE A::id, B::id, A::t;
DUMP D;
E = JOIN A BY t.n, B BY m#'k1';
F = FOREACH E GENERATE A::t.s, B::id;
DUMP F;
G = JOIN A BY id LEFT, B BY t.n;
H = FOREACH G GENERATE A::id, B::t.s, SIZE(A::b), B::m#'k0';
DUMP H;
