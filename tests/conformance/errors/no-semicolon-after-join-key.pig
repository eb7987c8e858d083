A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
J = JOIN A BY k, B BY
    k

DUMP J;
