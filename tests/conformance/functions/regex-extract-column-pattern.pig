-- REGEX_EXTRACT with a pattern from a field.
A = LOAD 'data/fn-strings.txt' AS (n:int, s:chararray);
B = FOREACH A GENERATE REGEX_EXTRACT(s, SUBSTRING(s, 1, 2), 0);
DESCRIBE B;
DUMP B;
