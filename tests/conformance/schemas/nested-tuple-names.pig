A = LOAD 'data/types-one.txt' AS (k:int, b:bag{t:(a:int,c:chararray)});
B = FOREACH A { o = ORDER b BY a; d = DISTINCT b; l = LIMIT b 2; f = FILTER b BY a > 1; g = FOREACH b GENERATE a; x = (k > 1 ? 1 : 2); y = k + 1; GENERATE o, d, l, f, g, x, y; };
DESCRIBE B;
C = RANK A;
D = FOREACH A { o = ORDER b BY a; GENERATE o AS oo, b.a AS bb; };
DESCRIBE D;
