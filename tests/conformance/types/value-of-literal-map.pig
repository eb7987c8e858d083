-- nothing is taken out of a literal map
A = LOAD 'data/types-one.txt' AS (i:int, s:chararray, x, t:(a:int,b:chararray), bg:{(p:int,q:long)}, m:[], bo:boolean);
B = FOREACH A GENERATE ['k'#1]#'k';
DESCRIBE B;
