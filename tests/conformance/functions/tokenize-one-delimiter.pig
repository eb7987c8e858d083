-- TOKENIZE with delimiters of its own.
A = LOAD 'data/fn-strings.txt' AS (n:int, s:chararray);
B = FOREACH A GENERATE n, TOKENIZE(s, 'lo');
DESCRIBE B;
DUMP B;
