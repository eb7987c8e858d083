-- A LOAD of what the same batch stores, twice over.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = FILTER A BY v > 1;
STORE B INTO 'one';
C = LOAD 'one' AS (k:chararray, v:int);
D = FOREACH C GENERATE k, v * 10 AS v;
STORE D INTO 'two';
E = LOAD 'two' AS (k:chararray, v:int);
F = JOIN C BY k, E BY k;
STORE F INTO 'three';
cat three;
