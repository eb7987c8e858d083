-- TOBAG of like and unlike types.
A = LOAD 'data/fn-types.txt' AS (k:chararray, i:int, l:long, f:float, d:double, bi:biginteger, bd:bigdecimal, dt:datetime, s:chararray);
B = FOREACH A GENERATE TOBAG(i), TOBAG(i, i), TOBAG(i, d), TOBAG(s, k);
DESCRIBE B;
DUMP B;
