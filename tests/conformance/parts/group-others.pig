--! ordered
-- Which part holds which key, and in which order: texts, bytes, booleans, dates.
A = LOAD 'files/types.txt' AS (i:int, l:long, f:float, d:double, s:chararray, b:boolean, y:bytearray, t:datetime, bi:biginteger, bd:bigdecimal);
G = GROUP A BY s PARALLEL 3;
R = FOREACH G GENERATE group, COUNT(A);
STORE R INTO 'out0';
cat out0/part-r-00000
cat out0/part-r-00001
cat out0/part-r-00002
G = GROUP A BY b PARALLEL 3;
R = FOREACH G GENERATE group, COUNT(A);
STORE R INTO 'out1';
cat out1/part-r-00000
cat out1/part-r-00001
cat out1/part-r-00002
G = GROUP A BY y PARALLEL 3;
R = FOREACH G GENERATE group, COUNT(A);
STORE R INTO 'out2';
cat out2/part-r-00000
cat out2/part-r-00001
cat out2/part-r-00002
G = GROUP A BY t PARALLEL 3;
R = FOREACH G GENERATE group, COUNT(A);
STORE R INTO 'out3';
cat out3/part-r-00000
cat out3/part-r-00001
cat out3/part-r-00002
