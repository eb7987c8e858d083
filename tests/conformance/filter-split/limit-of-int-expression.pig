A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = LIMIT A 1 + 1;
C = FOREACH (GROUP B ALL) GENERATE COUNT(B);
DUMP C;
