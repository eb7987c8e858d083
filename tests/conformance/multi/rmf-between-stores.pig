-- A shell command ends a batch: the place may be used again.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
STORE A INTO 'out';
rmf out
B = FILTER A BY v > 3;
STORE B INTO 'out';
cat out;
