-- A name that is defined again means the new command from there on.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
DEFINE c `cat`;
B = STREAM A THROUGH c;
DEFINE c `tr a-z A-Z`;
C = STREAM A THROUGH c;
DUMP B;
DUMP C;
