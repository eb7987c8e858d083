-- REGEX_EXTRACT with a group number that is a long.
A = LOAD 'data/fn-strings.txt' AS (n:int, s:chararray);
B = FOREACH A GENERATE REGEX_EXTRACT(s, '(l)', 1L);
DESCRIBE B;
DUMP B;
