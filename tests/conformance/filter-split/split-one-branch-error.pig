-- SPLIT has two branches or more.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
SPLIT A INTO B IF v > 2;
DUMP A;
