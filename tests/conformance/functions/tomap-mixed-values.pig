-- TOMAP with values of two types.
A = LOAD 'data/fn-strings.txt' AS (n:int, s:chararray);
B = FOREACH A GENERATE TOMAP('a', n, 'b', s);
DESCRIBE B;
DUMP B;
