-- A format that Java refuses.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = FOREACH A GENERATE SPRINTF('%x', 1.5);
DUMP B;
