-- A bloom join of three relations.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
C = FOREACH A GENERATE k, CONCAT(w, '!') AS x;
J = JOIN A BY k, B BY k, C BY k USING 'bloom';
DESCRIBE J;
DUMP J;
