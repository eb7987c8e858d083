-- 'collected' is looked at when rows are wanted: DESCRIBE works, the DUMP fails.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = GROUP A BY k USING 'collected';
DESCRIBE B;
DUMP B;
