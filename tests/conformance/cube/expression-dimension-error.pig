-- A dimension is a column.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = CUBE A BY CUBE(UPPER(k), w);
DUMP A;
