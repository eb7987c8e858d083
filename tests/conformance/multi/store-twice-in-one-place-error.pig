-- Two STOREs of a batch into one place.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
STORE A INTO 'out';
B = FILTER A BY v > 1;
STORE B INTO 'out';
