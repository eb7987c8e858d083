-- OTHERWISE takes rows for which all conditions are false, OTHERWISE ALL also those of null.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
SPLIT A INTO B IF v > 2, C IF v <= 2 AND k == 'a', D OTHERWISE;
DUMP B;
DUMP C;
DUMP D;
SPLIT A INTO E IF v > 2, F OTHERWISE ALL;
DUMP F;
