-- Nameless results do not clash.
A = LOAD 'data/fn-strings.txt' AS (n:int, s:chararray);
B = FOREACH A GENERATE TRIM(s), TRIM(s), SIZE(s), SIZE(s);
DESCRIBE B;
DUMP B;
