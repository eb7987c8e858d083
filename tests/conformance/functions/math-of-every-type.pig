-- Functions of a double take every plain number; a null gives null.
A = LOAD 'data/fn-types.txt' AS (k:chararray, i:int, l:long, f:float, d:double, bi:biginteger, bd:bigdecimal, dt:datetime, s:chararray);
B = FOREACH A GENERATE CEIL(i), FLOOR(l), SQRT(f), CBRT(d), EXP(i), LOG(l), LOG10(f), SIN(i), COS(l), TAN(f);
DESCRIBE B;
DUMP B;
