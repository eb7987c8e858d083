-- SPRINTF %d of an untyped field.
A = LOAD 'data/fn-strings.txt' AS (n, s);
B = FOREACH A GENERATE SPRINTF('%d', n);
DESCRIBE B;
DUMP B;
