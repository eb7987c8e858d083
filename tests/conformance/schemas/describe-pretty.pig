--! args: -Dpig.pretty.print.schema=true
--! ordered
-- a line a field, where the property says so; a schema that is not known, and an inner alias, as ever
A = LOAD 'data/sh-three.txt' AS (i:int, s:chararray, t:tuple(a:int,b:bag{u:(x:int)}), m:map[int], n:map[], k:tuple());
DESCRIBE A;
B = GROUP A BY s;
DESCRIBE B;
C = LOAD 'data/sh-three.txt';
DESCRIBE C;
D = FOREACH B { F = FILTER A BY i > 1; GENERATE group, COUNT(F), {(1,2)}; };
DESCRIBE D;
