-- DaysBetween of chararrays.
A = LOAD 'data/fn-strings.txt' AS (n:int, s:chararray);
B = FOREACH A GENERATE DaysBetween(s, s);
DESCRIBE B;
DUMP B;
