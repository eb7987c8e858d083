-- The number of a RANK has a name of its own each time.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = RANK A BY v;
C = RANK B BY k, v DESC;
DESCRIBE C;
D = FOREACH C GENERATE rank_B, rank_A, k, v;
DUMP D;
