-- A format that Java refuses.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = FOREACH A GENERATE SPRINTF('%a', 5BD);
DUMP B;
