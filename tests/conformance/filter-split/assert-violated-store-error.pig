-- A violated ASSERT: the STORE fails.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
ASSERT A BY v < 5 OR v IS NULL, 'it\'s "small"';
STORE A INTO 'out';
