A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = LIMIT A 99999999999999999999;
DUMP B;
