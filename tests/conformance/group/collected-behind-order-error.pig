-- Behind an operator that moves rows 'collected' is another error.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = ORDER A BY k;
C = GROUP B BY k USING 'collected';
DESCRIBE C;
DUMP C;
