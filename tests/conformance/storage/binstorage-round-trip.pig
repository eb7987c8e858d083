-- Every type through BinStorage and back.
A = LOAD 'data/fn-types.txt' AS (k:chararray, i:int, l:long, f:float, d:double, bi:biginteger, bd:bigdecimal, dt:datetime, s:bytearray);
B = FOREACH A GENERATE *, (i > 0 ? true : false) AS pos, TOTUPLE(i,d), TOBAG(i), TOMAP('a', d, 'b', k);
STORE B INTO 'o' USING BinStorage();
exec;
C = LOAD 'o' USING BinStorage();
DESCRIBE C;
DUMP C;
D = LOAD 'o' USING BinStorage() AS (k:chararray, i:int, l:long, f:float, d:double, bi:biginteger, bd:bigdecimal, dt:datetime, s:bytearray, pos:boolean, t:(a:int, b:double), g:{(n:int)}, m:[]);
E = FOREACH D GENERATE k, i + 1, t.b, m#'a';
DESCRIBE E;
DUMP E;
