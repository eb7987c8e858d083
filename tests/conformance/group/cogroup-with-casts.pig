-- Keys of several relations with a cast in one.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
C = COGROUP A BY (k, w), B BY (k, (chararray)v);
DESCRIBE C;
DUMP C;
