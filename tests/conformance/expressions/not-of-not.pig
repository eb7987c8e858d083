-- NOT takes no second NOT
A = LOAD 'data/types-one.txt' AS (i:int, s:chararray, x, t:(a:int,b:chararray), bg:{(p:int,q:long)}, m:[], bo:boolean);
B = FILTER A BY NOT NOT bo;
DESCRIBE B;
