-- A program that is killed.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = STREAM A THROUGH `sh -c 'cat; kill -9 \$\$'`;
DUMP B;
