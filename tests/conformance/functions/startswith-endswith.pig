-- STARTSWITH and ENDSWITH; null gives null.
A = LOAD 'data/fn-strings.txt' AS (n:int, s:chararray);
B = FOREACH A GENERATE STARTSWITH(s, 'he'), ENDSWITH(s, 'lo'), STARTSWITH(s, s), ENDSWITH(s, '');
DESCRIBE B;
DUMP B;
