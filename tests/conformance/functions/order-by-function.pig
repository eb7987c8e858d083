-- ORDER by the result of a function.
A = LOAD 'data/fn-strings.txt' AS (n:int, s:chararray);
B = FOREACH A GENERATE UPPER(s) AS u, n;
C = ORDER B BY u, n;
DUMP C;
