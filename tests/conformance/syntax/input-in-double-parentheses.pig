-- one pair only
A = LOAD 'data/types-one.txt' AS (i:int, s:chararray, x, t:(a:int,b:chararray), bg:{(p:int,q:long)}, m:[], bo:boolean);
B = FILTER ((FILTER A BY i == 1)) BY i == 2;
DESCRIBE B;
