-- MIN of booleans.
A = LOAD 'data/types-bools.txt' AS (i:int, b:boolean);
A = GROUP A ALL;
B = FOREACH A GENERATE MIN(A.b);
DESCRIBE B;
DUMP B;
