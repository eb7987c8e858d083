-- A folder cannot be shipped.
DEFINE c `cat` SHIP('data');
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
DUMP A;
