--! ordered
-- Results of a group come in the order of the bytes of its keys.
A = LOAD 'files/types.txt' AS (i:int, l:long, f:float, d:double, s:chararray, b:boolean, y:bytearray, t:datetime, bi:biginteger, bd:bigdecimal);
G = GROUP A BY i;
R = FOREACH G GENERATE group, COUNT(A);
DUMP R;
G = GROUP A BY s;
R = FOREACH G GENERATE group, COUNT(A);
DUMP R;
G = GROUP A BY d;
R = FOREACH G GENERATE group, COUNT(A);
DUMP R;
G = GROUP A BY b;
R = FOREACH G GENERATE group, COUNT(A);
DUMP R;
G = GROUP A BY (s, b);
R = FOREACH G GENERATE group, COUNT(A);
DUMP R;
G = GROUP A BY t;
R = FOREACH G GENERATE group, COUNT(A);
DUMP R;
