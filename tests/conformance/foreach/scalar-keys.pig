-- Scalars in keys, and in the part of a SAMPLE.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
G = GROUP A ALL;
S = FOREACH G GENERATE COUNT_STAR(A) AS n, MAX(A.v) AS m, 'a' AS t, (3,4) AS tt;
B = SAMPLE A S.n;
DUMP B;
B = GROUP A BY v + S.n;
DUMP B;
A2 = FOREACH A GENERATE *;
B = JOIN A BY v + S.m, A2 BY v + S.m;
DESCRIBE B;
DUMP B;
