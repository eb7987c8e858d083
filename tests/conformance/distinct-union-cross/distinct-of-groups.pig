-- DISTINCT of rows with bags.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
G = GROUP A BY k;
H = FOREACH G GENERATE A.k AS ks;
D = DISTINCT H;
DUMP D;
