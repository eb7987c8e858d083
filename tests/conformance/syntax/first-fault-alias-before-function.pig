-- an unknown alias is found before an unknown function
A = LOAD 'data/types-one.txt' AS (a:int, b:chararray);
B = FOREACH A GENERATE NOFUNC(a);
C = FILTER Z BY a == 1;
DUMP A;
