-- 'collected' takes columns as keys.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = GROUP A BY UPPER(k) USING 'collected';
DUMP A;
