-- Null keys join nothing, and every outer side keeps them.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = LOAD 'data/pairs2.txt' AS (k:chararray, w:int);
C = JOIN A BY k FULL OUTER, B BY k;
DUMP C;
D = JOIN A BY (k, v) FULL, B BY (k, w);
DUMP D;
E = JOIN A BY v RIGHT, B BY w;
DUMP E;
F = JOIN A BY k FULL, B BY k USING 'skewed';
DUMP F;
