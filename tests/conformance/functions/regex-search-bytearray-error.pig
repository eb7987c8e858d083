-- REGEX_SEARCH of an untyped field.
A = LOAD 'data/fn-strings.txt' AS (n, s);
B = FOREACH A GENERATE REGEX_SEARCH(s, '([aeiou])');
DESCRIBE B;
DUMP B;
