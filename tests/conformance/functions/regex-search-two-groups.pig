-- REGEX_SEARCH of a pattern with two groups.
A = LOAD 'data/fn-strings.txt' AS (n:int, s:chararray);
B = FOREACH A GENERATE n, REGEX_SEARCH(s, '([aeiou])(.)');
DESCRIBE B;
DUMP B;
