-- A skewed full join with nulls on both sides.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
J = JOIN A BY k FULL, B BY k USING 'skewed' PARALLEL 2;
DUMP J;
