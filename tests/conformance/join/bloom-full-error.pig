-- A bloom join cannot be full outer; found when rows are wanted.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
C = JOIN A BY k FULL, B BY k USING 'bloom';
DESCRIBE C;
DUMP C;
