-- ROUND_TO with digits that are a long.
A = LOAD 'data/types-one.txt' AS (x:int);
B = FOREACH A GENERATE ROUND_TO(x * 2.45, 1L);
DESCRIBE B;
DUMP B;
