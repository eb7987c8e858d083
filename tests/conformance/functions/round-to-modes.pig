-- Every rounding mode of ROUND_TO.
A = LOAD 'data/types-one.txt' AS (x:int);
B = FOREACH A GENERATE ROUND_TO(x * 2.45, 1, 0), ROUND_TO(x * 2.45, 1, 1), ROUND_TO(x * -2.45, 1, 2), ROUND_TO(x * -2.45, 1, 3), ROUND_TO(x * 2.45, 1, 4), ROUND_TO(x * 2.45, 1, 5), ROUND_TO(x * 2.45, 1, 6);
DESCRIBE B;
DUMP B;
