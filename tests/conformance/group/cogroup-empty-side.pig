-- A side without rows, INNER here and there.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
E = FILTER B BY v > 1000;
C = COGROUP E BY k, A BY k INNER;
D = COGROUP E BY k INNER, A BY k;
F = COGROUP B BY k INNER, A BY k OUTER;
DUMP C;
DUMP D;
DUMP F;
