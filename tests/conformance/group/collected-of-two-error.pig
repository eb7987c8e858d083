-- 'collected' takes one relation.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
C = COGROUP A BY k, B BY k USING 'collected';
DUMP A;
