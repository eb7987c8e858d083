-- PigStorage does not pass rows to programs.
DEFINE c `cat` OUTPUT(stdout USING PigStorage(','));
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
DUMP A;
