-- A merge join takes two relations.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
D = FILTER B BY v > 1;
C = JOIN A BY k, B BY k, D BY k USING 'merge';
DUMP A;
