-- An outer merge-sparse join.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
C = JOIN A BY k LEFT, B BY k USING 'merge-sparse';
DESCRIBE C;
DUMP C;
