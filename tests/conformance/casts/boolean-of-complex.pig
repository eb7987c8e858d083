-- a cast to boolean is described for every type
A = LOAD 'data/types-one.txt' AS (i:int, s:chararray, x, t:(a:int,b:chararray), bg:{(p:int,q:long)}, m:[], bo:boolean);
B = FOREACH A GENERATE (boolean)t, (boolean)bg, (boolean)m, (boolean)(1, 2), (boolean){(1)}, (boolean)['a'#1], (boolean)ToDate(0L), (boolean)x, (boolean)s, (boolean)i, (boolean)null;
DESCRIBE B;
