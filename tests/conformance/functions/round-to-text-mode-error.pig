-- ROUND_TO with a mode that is text.
A = LOAD 'data/types-one.txt' AS (x:int);
B = FOREACH A GENERATE ROUND_TO(x * 2.45, 1, 'up');
DESCRIBE B;
DUMP B;
