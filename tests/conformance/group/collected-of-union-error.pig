-- 'collected' of a UNION.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = FOREACH A GENERATE *;
C = UNION A, B;
D = GROUP C BY k USING 'collected';
DUMP D;
