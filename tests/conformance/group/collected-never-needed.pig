-- Nothing asks for the rows of the collected group: no error.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = GROUP A BY k USING 'collected';
C = FOREACH B GENERATE group, COUNT(A) AS n;
DESCRIBE C;
DUMP A;
