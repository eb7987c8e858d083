-- AS of types alone numbers each kind of type
A = LOAD 'data/types-one.txt' AS (i:int, s:chararray, x, t:(a:int,b:chararray), bg:{(p:int,q:long)}, m:[], bo:boolean);
B = FOREACH A GENERATE t AS tuple(c,d), bg AS bag{(c,d)}, m AS map[int], i AS int;
DESCRIBE B;
C = FOREACH A GENERATE t AS ((c,d));
DESCRIBE C;
D = LOAD 'x' AS (int, long, tuple(), {}, [], (int,int), map[int], b:{null:}, c:{null:(a)});
DESCRIBE D;
