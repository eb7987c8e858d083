-- TOKENIZE with delimiters from a field.
A = LOAD 'data/fn-strings.txt' AS (n:int, s:chararray);
B = FOREACH A GENERATE n, TOKENIZE(s, SUBSTRING(s, 0, 1));
DESCRIBE B;
DUMP B;
