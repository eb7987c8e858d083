-- A program that fails after it has written rows.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = STREAM A THROUGH `sh -c 'cat; echo oops >&2; exit 3'`;
DUMP B;
