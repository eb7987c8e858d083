-- A UNION of two LOADs, each cut.
A = LOAD 'data/nope.txt' AS (k:chararray, v:int);
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
C = LIMIT A 3;
D = LIMIT B 3;
E = UNION C, D;
DUMP E;
