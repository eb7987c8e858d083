-- default_parallel is the number of parts where PARALLEL is not written; GROUP ALL has one
set default_parallel 3
A = LOAD 'data/sh-three.txt' AS (i:int, s:chararray);
B = ORDER A BY i;
C = FOREACH (GROUP A ALL) GENERATE COUNT(A);
D = ORDER A BY s PARALLEL 2;
STORE B INTO 'o1';
STORE C INTO 'o2';
STORE D INTO 'o3';
sh ls o1 o2 o3 | grep part
