-- Of tuples that tie, those stay that Java's priority queue leaves; the rest says which they are.
A = LOAD 'data/fn-types.txt' AS (k:chararray, i:int, l:long, f:float, d:double, bi:biginteger, bd:bigdecimal, dt:datetime, s:chararray);
B = FOREACH (GROUP A BY k) { o = ORDER A BY s; p = o.(i, s); GENERATE group, TOP(1, 0, p) AS one, TOP(2, 0, p) AS two; }
DUMP B;
B = FOREACH (GROUP A BY k) GENERATE FLATTEN(TOP(1, 1, A));
C = FOREACH B GENERATE $0, $1, $2, $8;
DUMP C;
DEFINE lowest TOP('ASC');
B = FOREACH (GROUP A BY k) { o = ORDER A BY s DESC; GENERATE lowest(2, 1, o.(s, i)); }
DUMP B;
