-- COGROUP USING 'merge' takes two relations.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = GROUP A BY k USING 'merge';
DESCRIBE B;
DUMP B;
