-- Sorted the wrong way for a merge join.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
D = ORDER B BY k DESC;
C = JOIN A BY k, D BY k USING 'merge';
DUMP C;
