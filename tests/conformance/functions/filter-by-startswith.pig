-- Functions in a condition.
A = LOAD 'data/fn-strings.txt' AS (n:int, s:chararray);
B = FILTER A BY STARTSWITH(s, 'h') AND SIZE(s) > 5L;
DUMP B;
