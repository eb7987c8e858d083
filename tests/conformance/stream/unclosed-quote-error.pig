-- A quote that is not closed.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = STREAM A THROUGH `echo it's`;
DUMP A;
