-- A delimiter is one character.
DEFINE c `cat` INPUT(stdin USING PigStreaming('ab'));
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = STREAM A THROUGH c;
DUMP B;
