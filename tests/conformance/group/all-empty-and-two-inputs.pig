-- GROUP ALL of nothing; COGROUP ALL with one input empty.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = FILTER A BY v > 100;
G = GROUP B ALL;
R = FOREACH G GENERATE COUNT(B), SUM(B.v);
DUMP R;
G2 = COGROUP A ALL, B ALL;
R2 = FOREACH G2 GENERATE group, COUNT(A), COUNT(B);
DUMP R2;
