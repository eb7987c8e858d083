-- Of several INPUTs the first is used.
DEFINE c `cat - second` INPUT(stdin, 'second');
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = STREAM A THROUGH c;
DUMP B;
