-- Columns with prefixes as keys, in aggregates and in projections.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = LOAD 'data/pairs2.txt' AS (k:chararray, w:int);
C = JOIN A BY k LEFT, B BY k;
D = GROUP C BY A::k;
DESCRIBE D;
E = FOREACH D GENERATE group, SUM(C.v), SUM(C.B::w), COUNT(C.B::k), C.(v, w);
DESCRIBE E;
DUMP E;
F = GROUP C BY (A::k, B::k);
G = FOREACH F GENERATE group.A::k, FLATTEN(group), COUNT(C);
DESCRIBE G;
DUMP G;
