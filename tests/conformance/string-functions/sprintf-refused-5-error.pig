-- A format that Java refuses.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = FOREACH A GENERATE SPRINTF('%99999999999d', 5);
DUMP B;
