-- FULL OUTER by two keys, null parts match nothing.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
J = JOIN A BY (k, v) FULL OUTER, B BY (k, v);
DUMP J;
