-- Aggregates over all nulls, one value, no rows, and numbers that overflow.
A = LOAD 'data/fn-types.txt' AS (k:chararray, i:int, l:long, f:float, d:double, bi:biginteger, bd:bigdecimal, dt:datetime, s:chararray);
U = LOAD 'data/fn-types.txt' AS (k, i, l, f, d, bi, bd, dt, s);
G = GROUP A BY k;
-- normal: AVG COUNT COUNT_STAR MAX MIN SUM
B = FOREACH G GENERATE group, AVG(A.i), AVG(A.d), COUNT(A), COUNT(A.i), COUNT_STAR(A), MAX(A.l), MAX(A.s), MIN(A.f), MIN(A.dt), SUM(A.i), SUM(A.d), SUM(A.bd);
DUMP B;
-- null: COUNT_STAR
B = FOREACH G GENERATE group, COUNT_STAR(A.i), COUNT_STAR(A.dt);
DUMP B;
-- normal, null: BigDecimalAvg BigIntegerAvg
B = FOREACH G GENERATE group, BigDecimalAvg(A.bd), BigIntegerAvg(A.bi);
DUMP B;
-- edge: AVG COUNT COUNT_STAR MAX MIN SUM
B = FOREACH (GROUP U BY k) GENERATE group, AVG(U.d), MAX(U.l), MIN(U.i), SUM(U.f), COUNT(U.d), COUNT_STAR(U.d);
DUMP B;
N = FOREACH G { e = FILTER A BY k == 'none'; GENERATE group, AVG(e.i), COUNT(e), COUNT_STAR(e), MAX(e.d), MIN(e.s), SUM(e.l); }
DUMP N;
O = FOREACH (LIMIT A 1) GENERATE FLATTEN(TOBAG(9223372036854775807L, 9223372036854775807L, 3L)) AS l:long;
O = FOREACH (GROUP O ALL) GENERATE SUM(O.l), AVG(O.l), MAX(O.l), MIN(O.l), COUNT(O);
DUMP O;
X = FOREACH (LIMIT A 1) GENERATE FLATTEN(TOBAG(-0.0, 0.0, 1.0E308 * 10.0, 1.0E308 * 10.0 - 1.0E308 * 10.0, 3.0)) AS d:double;
X = FOREACH (GROUP X ALL) GENERATE SUM(X.d), AVG(X.d), MAX(X.d), MIN(X.d), COUNT(X);
DUMP X;
-- edge: DoubleAvg DoubleMax DoubleMin DoubleSum FloatAvg FloatMax FloatMin FloatSum IntAvg IntMax IntMin IntSum
-- edge: LongAvg LongMax LongMin LongSum StringMax StringMin DateTimeMax DateTimeMin BigIntegerAvg BigIntegerMax
-- edge: BigIntegerMin BigIntegerSum BigDecimalAvg BigDecimalMax BigDecimalMin BigDecimalSum
N = FOREACH G { e = FILTER A BY k == 'none'; GENERATE group, DoubleAvg(e.d), DoubleMax(e.d), DoubleMin(e.d), DoubleSum(e.d), FloatAvg(e.f), FloatMax(e.f), FloatMin(e.f), FloatSum(e.f), IntAvg(e.i), IntMax(e.i), IntMin(e.i), IntSum(e.i), LongAvg(e.l), LongMax(e.l), LongMin(e.l), LongSum(e.l); }
DUMP N;
N = FOREACH G { e = FILTER A BY k == 'none'; GENERATE group, StringMax(e.s), StringMin(e.s), DateTimeMax(e.dt), DateTimeMin(e.dt), BigIntegerAvg(e.bi), BigIntegerMax(e.bi), BigIntegerMin(e.bi), BigIntegerSum(e.bi), BigDecimalAvg(e.bd), BigDecimalMax(e.bd), BigDecimalMin(e.bd), BigDecimalSum(e.bd); }
DUMP N;
Y = FOREACH (LIMIT A 1) GENERATE FLATTEN(TOBAG(2147483647, 2147483647, -2147483647)) AS i:int;
Y = FOREACH (GROUP Y ALL) GENERATE IntSum(Y.i), IntAvg(Y.i), IntMax(Y.i), IntMin(Y.i);
DUMP Y;
Z = FOREACH (LIMIT A 1) GENERATE FLATTEN(TOBAG('', ' ', 'a', 'B', 'Z')) AS s:chararray;
Z = FOREACH (GROUP Z ALL) GENERATE StringMax(Z.s), StringMin(Z.s);
DUMP Z;
