-- CROSS of rows with the one row of totals.
A = LOAD 'data/pairs.txt' AS (a0:chararray, a1:int);
B = GROUP A ALL;
C = FOREACH B GENERATE COUNT(A), MAX(A.a1);
D = CROSS A, C;
DESCRIBE D;
DUMP D;
E = FOREACH D GENERATE a0, a1 * 100 / $3;
DUMP E;
