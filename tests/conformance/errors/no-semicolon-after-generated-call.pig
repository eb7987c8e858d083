A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = FOREACH A GENERATE k, SIZE(k)

DUMP B;
