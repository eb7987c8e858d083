-- CONCAT of several chararrays, a null among them.
A = LOAD 'data/fn-strings.txt' AS (n:int, s:chararray);
B = FOREACH A GENERATE CONCAT(s, '-', s, '-', s), CONCAT(s, s);
DESCRIBE B;
DUMP B;
