-- A STORE whose program fails takes no other along.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = STREAM A THROUGH `sh -c 'cat; exit 3'`;
STORE B INTO 'b';
C = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
STORE C INTO 'a';
cat a;
