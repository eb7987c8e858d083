--! ordered
-- Joins come key by key, the rows of the last input turning fastest.
A = LOAD 'files/types.txt' AS (i:int, l:long, f:float, d:double, s:chararray, b:boolean, y:bytearray, t:datetime, bi:biginteger, bd:bigdecimal);
B = LOAD 'data/pairs.txt' AS (s:chararray, v:int);
C = LOAD 'files/rows.txt' AS (s:chararray, w:int);
A = FOREACH A GENERATE s, i, b;
J = JOIN A BY s, B BY s;
DUMP J;
J = JOIN A BY s, B BY s, C BY s;
DUMP J;
J = JOIN B BY s LEFT, A BY s;
DUMP J;
J = JOIN A BY (s, i) RIGHT, B BY (s, v);
DUMP J;
J = JOIN A BY s FULL, B BY s PARALLEL 2;
STORE J INTO 'out';
cat out/part-r-00000
cat out/part-r-00001
D = FOREACH A GENERATE s, i;
J = JOIN A BY s, D BY s PARALLEL 3;
STORE J INTO 'self';
cat self/part-r-00000
cat self/part-r-00001
cat self/part-r-00002
K = FOREACH J GENERATE A::s AS s, A::i AS i;
M = JOIN K BY i, B BY v;
DUMP M;
