-- numbers of keys are compared before columns are looked for
A = LOAD 'data/types-one.txt' AS (a:int, b:chararray);
B = LOAD 'data/types-one.txt' AS (c:int, d:chararray);
C = JOIN A BY (a, zz), B BY c;
DUMP A;
