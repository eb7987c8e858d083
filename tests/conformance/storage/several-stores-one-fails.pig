-- Of three STOREs one fails: the others are there.
A = LOAD 'data/pairs.txt';
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
STORE A INTO 'm1' USING JsonStorage();
STORE B INTO 'm2';
C = FILTER B BY v > 2;
STORE C INTO 'm3';
