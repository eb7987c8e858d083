-- Every simple type named in AS, then used as such.
A = LOAD 'data/fn-types.txt';
B = STREAM A THROUGH `cat` AS (k:chararray, i:int, l:long, f:float, d:double, bi:biginteger, bd:bigdecimal, dt:datetime, s:bytearray);
DESCRIBE B;
C = FOREACH B GENERATE k, i + 1, l * 2, f / 2, d, bi + 1BI, bd, GetYear(dt), s;
DESCRIBE C;
DUMP C;
