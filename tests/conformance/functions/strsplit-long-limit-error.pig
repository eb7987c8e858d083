-- STRSPLIT with a long limit.
A = LOAD 'data/fn-strings.txt' AS (n:int, s:chararray);
B = FOREACH A GENERATE STRSPLIT(s, ',', 2L);
DESCRIBE B;
DUMP B;
