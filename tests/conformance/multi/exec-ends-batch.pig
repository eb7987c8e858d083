-- `exec` alone runs the STOREs so far.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
STORE A INTO 'out';
exec;
B = LOAD 'out' AS (k:chararray, v:int);
C = FILTER B BY v > 3;
DUMP C;
