-- The right side of a merge join must have splits in order.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = LOAD 'data/pairs2.txt' USING TextLoader() AS (line:chararray);
C = JOIN A BY k, B BY line USING 'merge';
DUMP C;
