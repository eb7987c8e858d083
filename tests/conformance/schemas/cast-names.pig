-- a cast replaces names inside, also of the same types
A = LOAD 'data/types-one.txt' AS (i:int, s:chararray, x, t:(a:int,b:chararray), bg:{(p:int,q:long)}, m:[], bo:boolean);
B = FOREACH A GENERATE (tuple(int,chararray))t, (bag{tuple(int,long)})bg, (map[(int)])x AS y, (map[{(int)}])x AS z, (map[tuple(int)])x AS w, (bag{}){} AS v;
DESCRIBE B;
