-- a block in parentheses ends at its first semicolon
A = LOAD 'data/types-one.txt' AS (i:int, s:chararray, x, t:(a:int,b:chararray), bg:{(p:int,q:long)}, m:[], bo:boolean);
B = FILTER (FOREACH A { c = i; GENERATE c; }) BY c == 1;
DESCRIBE B;
