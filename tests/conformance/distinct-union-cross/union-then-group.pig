-- GROUP over a UNION.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = LOAD 'data/pairs2.txt' AS (k:chararray, v:int);
U = UNION A, B;
G = GROUP U BY k;
R = FOREACH G GENERATE group, COUNT_STAR(U), SUM(U.v);
DUMP R;
