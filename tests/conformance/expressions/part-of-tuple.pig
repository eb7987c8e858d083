-- nothing is taken out of a tuple of expressions
A = LOAD 'data/types-one.txt' AS (i:int, s:chararray, x, t:(a:int,b:chararray), bg:{(p:int,q:long)}, m:[], bo:boolean);
B = FOREACH A GENERATE (i, s).$0;
DESCRIBE B;
