-- an unknown function before an unknown column
A = LOAD 'data/types-one.txt' AS (a:int, b:chararray);
C = FILTER A BY zz == 1;
B = FOREACH A GENERATE NOFUNC(a);
DUMP A;
