-- Columns that come from one file by two ways, joined.
A = LOAD 'data/pairs.txt' AS (a0:chararray, a1:int);
B = LOAD 'data/pairs2.txt' AS (b0:chararray, b1:chararray);
C = JOIN A BY a0, B BY b0;
D = FOREACH B GENERATE b0 AS d0, b1 AS d1;
E = JOIN C BY a0, D BY d0;
F = FOREACH E GENERATE b1, d1, a1, C::B::b0;
DESCRIBE F;
DUMP F;
