-- What may stand before a merge join.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
D = DISTINCT A;
C = JOIN D BY k, B BY k USING 'merge';
DESCRIBE C;
DUMP C;
