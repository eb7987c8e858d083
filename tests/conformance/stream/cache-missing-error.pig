-- A file for the cache must be there.
DEFINE c `cat` CACHE('no/such/file#name');
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
DUMP A;
