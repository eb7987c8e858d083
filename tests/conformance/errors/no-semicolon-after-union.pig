A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = UNION A, A

DUMP B;
