-- a branch of type datetime asks the other to be cast
A = LOAD 'data/types-one.txt' AS (i:int, s:chararray, x, t:(a:int,b:chararray), bg:{(p:int,q:long)}, m:[], bo:boolean);
B = FOREACH A GENERATE (bo ? i : ToDate(0L));
DESCRIBE B;
