-- tuples of unlike widths do not go together
A = LOAD 'data/types-one.txt' AS (i:int, s:chararray, x, t:(a:int,b:chararray), bg:{(p:int,q:long)}, m:[], bo:boolean);
B = FOREACH A GENERATE
  (bo
   ? t : (1,2,3));
DESCRIBE B;
