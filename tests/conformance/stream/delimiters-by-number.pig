-- Delimiters by hexadecimal and by decimal number.
DEFINE c `cat` INPUT(stdin USING PigStreaming('\\x41')) OUTPUT(stdout USING org.apache.pig.builtin.PigStreaming('\\u65'));
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = STREAM A THROUGH c AS (k:chararray, w:chararray);
DUMP B;
