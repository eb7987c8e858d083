-- What passes rows to programs must be known.
DEFINE c `cat` INPUT(stdin USING com.example.MyStreaming());
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
DUMP A;
