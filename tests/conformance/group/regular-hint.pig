-- USING 'regular', whatever the case of its letters, is what GROUP does anyway.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = GROUP A BY k USING 'Regular';
C = FOREACH B GENERATE group, COUNT(A);
DUMP C;
