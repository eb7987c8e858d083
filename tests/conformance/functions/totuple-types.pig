-- TOTUPLE keeps names and types.
A = LOAD 'data/fn-types.txt' AS (k:chararray, i:int, l:long, f:float, d:double, bi:biginteger, bd:bigdecimal, dt:datetime, s:chararray);
B = FOREACH A GENERATE TOTUPLE(i, s), TOTUPLE(d);
DESCRIBE B;
DUMP B;
