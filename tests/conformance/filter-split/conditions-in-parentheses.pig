-- conditions in parentheses, also doubled; IN with another
A = LOAD 'data/types-one.txt' AS (i:int, s:chararray, x, t:(a:int,b:chararray), bg:{(p:int,q:long)}, m:[], bo:boolean);
B = FILTER A BY ((i == 1));
C = FILTER A BY (i IN (1, 2) AND NOT bo OR s IS NULL);
D = FILTER A BY NOT (NOT bo) AND NOT i IN (3);
E = FILTER A BY (((i)) + 1) * 2 == 4 AND (bo) == true;
F = FILTER A BY true;
G = UNION B, C, D, E, F; H = FOREACH B GENERATE i; DUMP H; H = FOREACH F GENERATE i; DUMP H; DESCRIBE E;
