-- Keys that are constants: every row meets every row; nulls meet none.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
C = FILTER B BY v > 3;
J = JOIN A BY 1, C BY 1;
DUMP J;
K = JOIN A BY (chararray)null, C BY k;
DUMP K;
