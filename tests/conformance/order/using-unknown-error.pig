-- ORDER USING a function that is not there.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = ORDER A BY k USING com.example.Backwards();
DUMP A;
