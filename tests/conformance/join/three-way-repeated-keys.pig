-- JOIN of three inputs with keys that repeat.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
C = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
J = JOIN A BY k, B BY k, C BY k;
DUMP J;
