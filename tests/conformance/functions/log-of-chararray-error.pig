-- LOG of a chararray has no form.
A = LOAD 'data/fn-types.txt' AS (k:chararray, i:int, l:long, f:float, d:double, bi:biginteger, bd:bigdecimal, dt:datetime, s:chararray);
B = FOREACH A GENERATE LOG(s);
DESCRIBE B;
DUMP B;
