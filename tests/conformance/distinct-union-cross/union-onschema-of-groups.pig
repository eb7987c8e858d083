-- ONSCHEMA of groups: the bags are columns of their own.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
G = GROUP A BY k;
H = GROUP B BY k;
U = UNION ONSCHEMA G, H;
DESCRIBE U;
V = FOREACH U GENERATE group, COUNT(A), COUNT(B);
DUMP V;
