-- TOMAP with an odd number of arguments.
A = LOAD 'data/fn-strings.txt' AS (n:int, s:chararray);
B = FOREACH A GENERATE TOMAP(s, n, s);
DESCRIBE B;
DUMP B;
