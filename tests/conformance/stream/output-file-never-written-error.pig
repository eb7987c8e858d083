-- The file of OUTPUT is not written.
DEFINE c `cat` OUTPUT('never.out');
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = STREAM A THROUGH c;
DUMP B;
