-- REGEX_EXTRACT over untyped fields.
A = LOAD 'data/fn-strings.txt' AS (n, s);
B = FOREACH A GENERATE REGEX_EXTRACT(s, '(\\w+)', 1), REGEX_EXTRACT_ALL(s, '(.)(.*)');
DESCRIBE B;
DUMP B;
