-- THEN takes no condition
A = LOAD 'data/types-one.txt' AS (i:int, s:chararray, x, t:(a:int,b:chararray), bg:{(p:int,q:long)}, m:[], bo:boolean);
B = FOREACH A GENERATE CASE i WHEN 1 THEN i == 1 ELSE bo END;
DESCRIBE B;
