-- ROUND_TO with a mode that does not exist.
A = LOAD 'data/types-one.txt' AS (x:int);
B = FOREACH A GENERATE ROUND_TO(x * 2.45, 1, 8);
DESCRIBE B;
DUMP B;
