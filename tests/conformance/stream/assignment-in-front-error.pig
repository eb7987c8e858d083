-- What stands first is run by exec: no assignment.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = STREAM A THROUGH `X=5 cat`;
DUMP B;
