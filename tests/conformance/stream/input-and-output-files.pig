-- Both sides are files.
DEFINE c `cp rows.in rows.out` INPUT('rows.in' USING PigStreaming('|')) OUTPUT('rows.out' USING PigStreaming('|'));
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = STREAM A THROUGH c AS (k:chararray, w:chararray);
DUMP B;
cat rows.out;
