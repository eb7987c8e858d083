-- comparisons do not chain
A = LOAD 'data/types-one.txt' AS (i:int, s:chararray, x, t:(a:int,b:chararray), bg:{(p:int,q:long)}, m:[], bo:boolean);
B = FILTER A BY i == 1 == 1;
DESCRIBE B;
