-- SPRINTF %f of an int.
A = LOAD 'data/fn-types.txt' AS (k:chararray, i:int, l:long, f:float, d:double, bi:biginteger, bd:bigdecimal, dt:datetime, s:chararray);
B = FOREACH A GENERATE SPRINTF('%f', i);
DESCRIBE B;
DUMP B;
