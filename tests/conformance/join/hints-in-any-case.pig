-- Hints may be written in any case.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
C = JOIN A BY k, B BY k USING 'Replicated';
D = JOIN A BY k, B BY k USING 'HASH';
E = JOIN A BY k LEFT, B BY k USING 'SKEWED';
DUMP C;
DUMP D;
DUMP E;
