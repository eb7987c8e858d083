-- nothing is taken out of parentheses
A = LOAD 'data/types-one.txt' AS (i:int, s:chararray, x, t:(a:int,b:chararray), bg:{(p:int,q:long)}, m:[], bo:boolean);
B = FOREACH A GENERATE (t).a;
DESCRIBE B;
