-- so does one inside
A = LOAD 'data/types-one.txt' AS (i:int, s:chararray, x, t:(a:int,b:chararray), bg:{(p:int,q:long)}, m:[], bo:boolean);
B = FOREACH A GENERATE (i == 1 ? 1 : i == 2 ? 2 : 3);
DESCRIBE B;
