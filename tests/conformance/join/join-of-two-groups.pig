-- Two GROUPs joined by their keys; aggregates of both bags.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = LOAD 'data/pairs2.txt' AS (k:chararray, w:int);
GA = GROUP A BY k;
GB = GROUP B BY k;
C = JOIN GA BY group, GB BY group;
DESCRIBE C;
D = FOREACH C GENERATE GA::group, COUNT(A), COUNT(B), SUM(GA::A.v), GB::B.w;
DESCRIBE D;
DUMP D;
E = FOREACH C GENERATE FLATTEN(GA::A), FLATTEN(B);
DESCRIBE E;
DUMP E;
