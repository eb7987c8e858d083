-- INDEXOF of a field in a field.
A = LOAD 'data/fn-strings.txt' AS (n:int, s:chararray);
B = FOREACH A GENERATE INDEXOF(s, SUBSTRING(s, 1, 2), 0), LAST_INDEX_OF(s, SUBSTRING(s, 1, 2));
DESCRIBE B;
DUMP B;
