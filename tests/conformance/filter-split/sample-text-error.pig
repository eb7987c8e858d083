-- SAMPLE by a text.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = SAMPLE A 'x';
DUMP A;
