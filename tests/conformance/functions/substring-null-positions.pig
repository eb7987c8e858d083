-- SUBSTRING with null positions.
A = LOAD 'data/fn-strings.txt' AS (n:int, s:chararray);
B = FOREACH A GENERATE SUBSTRING(s, null, 2), SUBSTRING(s, 0, null);
DESCRIBE B;
DUMP B;
