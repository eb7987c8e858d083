-- ORDER USING a function that does not compare.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = ORDER A BY k USING org.apache.pig.builtin.UPPER;
DUMP A;
