-- A file to be shipped must be there when it is defined.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
DEFINE c `cat`
    SHIP('no/such/file');
DUMP A;
