-- LIMIT by a text.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
L = LIMIT A '3';
DUMP L;
