-- A STORE whose condition fails; another is written.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
ASSERT A BY v < 3, 'small';
STORE A INTO 'd';
STORE B INTO 'b';
cat b;
