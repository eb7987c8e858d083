-- OTHERWISE beside a function whose answers change.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
SPLIT A INTO B IF RANDOM() > 0.5, C OTHERWISE;
DUMP C;
