--! ordered
-- DISTINCT hashes whole rows, also those of one column.
A = LOAD 'files/types.txt' AS (i:int, l:long, f:float, d:double, s:chararray, b:boolean, y:bytearray, t:datetime, bi:biginteger, bd:bigdecimal);
D0 = FOREACH A GENERATE s;
R0 = DISTINCT D0 PARALLEL 3;
STORE R0 INTO 'out0';
cat out0/part-r-00000
cat out0/part-r-00001
cat out0/part-r-00002
D1 = FOREACH A GENERATE i, s;
R1 = DISTINCT D1 PARALLEL 3;
STORE R1 INTO 'out1';
cat out1/part-r-00000
cat out1/part-r-00001
cat out1/part-r-00002
D2 = FOREACH A GENERATE TOTUPLE(i, s), b;
R2 = DISTINCT D2 PARALLEL 3;
STORE R2 INTO 'out2';
cat out2/part-r-00000
cat out2/part-r-00001
cat out2/part-r-00002
