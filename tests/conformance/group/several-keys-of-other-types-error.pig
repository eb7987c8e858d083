-- The second of two keys has another type.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
C = COGROUP A BY (k, w),
    B BY (k, v);
DUMP A;
