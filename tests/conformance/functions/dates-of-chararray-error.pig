-- GetDay of a chararray.
A = LOAD 'data/fn-strings.txt' AS (n:int, s:chararray);
B = FOREACH A GENERATE GetDay(s);
DESCRIBE B;
DUMP B;
