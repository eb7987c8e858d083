-- What may stand before 'merge' is asked first.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
G = GROUP B BY k;
F = FOREACH G GENERATE group AS k, COUNT(B) AS n;
C = COGROUP A BY k, F BY k USING 'merge';
DUMP C;
