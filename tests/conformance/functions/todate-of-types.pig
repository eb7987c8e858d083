-- ToDate of int and long.
A = LOAD 'data/fn-types.txt' AS (k:chararray, i:int, l:long, f:float, d:double, bi:biginteger, bd:bigdecimal, dt:datetime, s:chararray);
B = FOREACH A GENERATE ToDate(i), ToDate(l);
DESCRIBE B;
DUMP B;
