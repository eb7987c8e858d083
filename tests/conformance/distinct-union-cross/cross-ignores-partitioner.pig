-- CROSS takes PARTITION BY and does not look at it.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
C = FILTER B BY v > 4;
D = CROSS A, C PARTITION BY com.example.NoSuchPartitioner;
DUMP D;
