-- CASE takes no condition as its value
A = LOAD 'data/types-one.txt' AS (i:int, s:chararray, x, t:(a:int,b:chararray), bg:{(p:int,q:long)}, m:[], bo:boolean);
B = FOREACH A GENERATE CASE i == 1 WHEN true THEN 1 ELSE 2 END;
DESCRIBE B;
