-- DENSE with two keys of different directions, and equal keys.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = RANK A BY k DESC, v ASC DENSE;
DUMP B;
C = RANK A BY v, v;
DUMP C;
