-- A word that no GROUP knows.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = GROUP A BY k USING 'sorted';
DUMP A;
