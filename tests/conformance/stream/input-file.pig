-- INPUT names a file: it is written before the program starts, and stays.
DEFINE c `cat rows.in` INPUT('rows.in' USING PigStreaming(','));
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = STREAM A THROUGH c;
DUMP B;
cat rows.in;
