-- OTHERWISE alone is no SPLIT.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
SPLIT A INTO B OTHERWISE, C IF v > 1;
DUMP C;
