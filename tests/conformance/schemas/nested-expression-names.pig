A = LOAD 'data/types-one.txt' AS (k:int, s:chararray, m:map[int], b:bag{t:(a:int,c:chararray)});
B = FOREACH A { x1 = (k > 1 ? k : 2); x2 = (CASE WHEN k > 1 THEN 5 ELSE 6 END); x3 = UPPER(s); x4 = (long)k; x5 = -k; x6 = m#'a'; x7 = (k > 1 ? 5 : 6); x8 = SIZE(s); x9 = k; GENERATE x1, x2, x3, x4 as q, x5, x6, x7, x8, x9 as r; };
DESCRIBE B;
C = FOREACH A { x7 = (k > 1 ? 5 : 6); GENERATE x7 + 1, x7, (k > 1 ? 5 : 6); };
DESCRIBE C;
D = FOREACH A GENERATE (k > 1 ? 5 : 6), (CASE WHEN k > 1 THEN 5 ELSE 6 END);
DESCRIBE D;
