-- Branches may overlap, and a branch may be given twice.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
SPLIT A INTO B IF k == 'a', C IF v > 2;
DUMP B;
DUMP C;
SPLIT (FILTER A BY v IS NOT NULL) INTO D IF v > 4, E OTHERWISE;
DUMP E;
