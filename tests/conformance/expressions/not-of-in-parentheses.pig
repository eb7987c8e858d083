-- IN alone in parentheses is no condition
A = LOAD 'data/types-one.txt' AS (i:int, s:chararray, x, t:(a:int,b:chararray), bg:{(p:int,q:long)}, m:[], bo:boolean);
B = FILTER A BY NOT (i IN (1, 2));
DESCRIBE B;
