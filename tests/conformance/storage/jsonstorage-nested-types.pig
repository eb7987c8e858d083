-- JsonStorage of every type, nested ones and maps of mixed values among them.
A = LOAD 'data/fn-types.txt' AS (k:chararray, i:int, l:long, f:float, d:double, bi:biginteger, bd:bigdecimal, dt:datetime, s:bytearray);
B = FOREACH A GENERATE *, (i > 0 ? true : false) AS pos, TOTUPLE(i,d) AS t, TOBAG(i) AS g, TOMAP('a', d, 'b', 2.5) AS m, TOMAP('x', k, 'y', (i,d)) AS n;
STORE B INTO 'o' USING JsonStorage();
cat o/part-m-00000
