-- Text functions over untyped fields.
A = LOAD 'data/fn-strings.txt' AS (n, s);
B = FOREACH A GENERATE STARTSWITH(s, 'he'), ENDSWITH(s, 'lo'), LOWER(s), LTRIM(s), RTRIM(s);
DESCRIBE B;
DUMP B;
