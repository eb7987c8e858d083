A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = ORDER A BY v, k DESC

DUMP B;
