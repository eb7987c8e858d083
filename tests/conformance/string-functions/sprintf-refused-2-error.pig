-- A format that Java refuses.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = FOREACH A GENERATE SPRINTF('%tY', ToDate('2020'));
DUMP B;
