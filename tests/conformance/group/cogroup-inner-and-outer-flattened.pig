-- INNER and OUTER words, keys of two columns, an empty bag replaced before FLATTEN.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = LOAD 'data/pairs2.txt' AS (k:chararray, w:int);
C = COGROUP A BY k OUTER, B BY k INNER;
DESCRIBE C;
DUMP C;
D = COGROUP A BY k INNER, B BY k OUTER;
DUMP D;
E = COGROUP A BY (k, v), B BY (k, w);
DESCRIBE E;
F = FOREACH E GENERATE FLATTEN(group) AS (k, n), IsEmpty(A), COUNT(B);
DUMP F;
G = FOREACH D GENERATE FLATTEN(A), FLATTEN((IsEmpty(B) ? {('none', -1)} : B)) AS (k2:chararray, w2:int);
DESCRIBE G;
DUMP G;
