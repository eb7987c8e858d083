--! ordered
-- Rows of a bag come in the order in which a sorting mapper puts them out.
A = LOAD 'files/rows.txt' AS (s:chararray, i:int);
G = GROUP A BY s;
R = FOREACH G GENERATE group, BagToString(A.i);
DUMP R;
N = GROUP A ALL;
R = FOREACH N GENERATE BagToString(A.i);
DUMP R;
P = GROUP A BY s PARALLEL 2;
R = FOREACH P GENERATE group, BagToString(A.i);
STORE R INTO 'out';
cat out/part-r-00000
cat out/part-r-00001
B = LOAD 'data/pairs.txt' AS (s:chararray, i:int);
C = LOAD 'files/types.txt' AS (i:int, l:long, f:float, d:double, s:chararray);
C = FOREACH C GENERATE s, i;
H = COGROUP B BY s, C BY s, A BY s;
R = FOREACH H GENERATE group, BagToString(B.i), BagToString(C.i), BagToString(A.i);
DUMP R;
