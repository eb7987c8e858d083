-- A column of a one-row relation as a value: everywhere that an expression goes, of any type.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
G = GROUP A ALL;
S = FOREACH G GENERATE COUNT_STAR(A) AS n, MAX(A.v) AS m, 'a' AS t, (3,4) AS tt;
B = FILTER A BY v == S.m AND k != S.t;
DUMP B;
B = FOREACH A GENERATE v + S.n AS x, (double)v / S.$0, S.tt, S.tt.$0, (chararray)S.n, (v > S.n ? 1 : 0), CONCAT(k, S.t);
DESCRIBE B;
DUMP B;
O = ORDER A BY k, v;
B = LIMIT O (int)(S.n - 6);
DUMP B;
