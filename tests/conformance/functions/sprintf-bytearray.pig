-- SPRINTF of untyped fields.
A = LOAD 'data/fn-strings.txt' AS (n, s);
B = FOREACH A GENERATE SPRINTF('%s|%5s', n, s);
DESCRIBE B;
DUMP B;
