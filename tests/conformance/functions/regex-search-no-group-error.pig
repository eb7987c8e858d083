-- REGEX_SEARCH of a pattern without a group.
A = LOAD 'data/fn-strings.txt' AS (n:int, s:chararray);
B = FOREACH A GENERATE n, REGEX_SEARCH(s, 'l');
DESCRIBE B;
DUMP B;
