-- Aggregates by their class names look at the first field of each tuple, and sums take any number.
-- normal, null: BigDecimalMax BigDecimalMin BigDecimalSum BigIntegerAvg BigIntegerMax BigIntegerMin BigIntegerSum
-- normal, null: COUNT DateTimeMax DateTimeMin DoubleAvg DoubleMax DoubleMin DoubleSum FloatAvg FloatMax FloatMin
-- normal, null: FloatSum IntAvg IntMax IntMin IntSum LongAvg LongMax LongMin LongSum StringMax StringMin
A = LOAD 'data/fn-types.txt' AS (k:chararray, i:int, l:long, f:float, d:double, bi:biginteger, bd:bigdecimal, dt:datetime, s:chararray);
G = FOREACH (GROUP A BY k) GENERATE group AS k, A.(i, k) AS i, A.(l, k) AS l, A.(f, k) AS f, A.(d, k) AS d, A.(bi, k) AS bi, A.(bd, k) AS bd, A.(s, k) AS s, A.(dt, k) AS dt;
B = FOREACH G GENERATE k, IntSum(i), IntAvg(i), IntMax(i), IntMin(i), LongSum(l), LongAvg(l), LongMax(l), LongMin(l), FloatSum(f), FloatAvg(f), FloatMax(f), FloatMin(f);
DESCRIBE B;
DUMP B;
B = FOREACH G GENERATE k, DoubleSum(d), DoubleAvg(d), DoubleMax(d), DoubleMin(d), BigIntegerSum(bi), BigIntegerAvg(bi), BigIntegerMax(bi), BigIntegerMin(bi), BigDecimalSum(bd), BigDecimalMax(bd), BigDecimalMin(bd);
DUMP B;
B = FOREACH G GENERATE k, StringMax(s), StringMin(s), DateTimeMax(dt), DateTimeMin(dt);
DUMP B;
B = FOREACH G GENERATE k, DoubleSum(i), DoubleSum(l), DoubleSum(bi), DoubleSum(bd), FloatSum(i), FloatSum(l), FloatSum(d), IntSum(l), LongSum(i), DoubleMax(i), DoubleMax(l), DoubleMax(f), DoubleMin(i), DoubleMin(l), DoubleMin(f);
DUMP B;
B = FOREACH (GROUP A BY k) GENERATE IntSum(A.(i, k)), DoubleMax(A.(l, k)), COUNT(A);
DUMP B;
