-- An alias of the block names a value whose type is known without the columns: constants, and what
-- begins with one.
P = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
G = GROUP P BY k;
B = FOREACH P { a = 1; b = 'x'; c = null; d = true; e = 1 + 2 * 3; f = -3; g = (long)1; GENERATE a, b, c, d, e, f, g; };
DESCRIBE B;
C = FOREACH P { a = 3 + v; b = v + 3; c = -(1 + v); d = (long)(1 + v); e = a; f = 1.5 * v; GENERATE a, b, c, d, e, f; };
DESCRIBE C;
D = FOREACH P { a = (v > 1 ? v + 1 : 2); b = (v > 1 ? 2 : v + 1); c = CASE v WHEN 1 THEN v + 1 WHEN 2 THEN 3 ELSE 4 END; d = CASE v WHEN 1 THEN 3 WHEN 2 THEN v + 1 END; e = CASE WHEN v > 1 THEN v + 1 ELSE 2 END; GENERATE a, b, c, d, e; };
DESCRIBE D;
E = FOREACH P { a = CONCAT('x', 'y'); b = CONCAT(a, k); c = (1, 2); d = {(1, 2)}; e = ['a'#1]; f = COUNT({(1), (2)}); GENERATE a, b, c, d, e, f; };
DESCRIBE E;
F = FOREACH P { n = 3; GENERATE n + v, (long)n, -n, (v > n ? n : v), (n); };
DESCRIBE F;
H = FOREACH G { m = 'x'; f = FOREACH P GENERATE m, CONCAT(m, k) AS c; GENERATE f, m; };
DESCRIBE H;
I = FOREACH P { n = 3; n = v; m = 2; m = n + 1; v = 4; GENERATE n AS x, m, v, FLATTEN(v) AS y; };
DESCRIBE I;
