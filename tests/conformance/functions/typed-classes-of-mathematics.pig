-- Classes by their names.
A = LOAD 'data/fn-types.txt' AS (k:chararray, i:int, l:long, f:float, d:double, bi:biginteger, bd:bigdecimal);
A = FILTER A BY i IS NOT NULL;
-- normal: LongAbs FloatAbs FloatRound DoubleRound BigIntegerAbs BigDecimalAbs DoubleAbs IntAbs DoubleRoundTo FloatRoundTo
B = FOREACH A GENERATE LongAbs(l) AS la, FloatAbs(f) AS fa, FloatRound(f) AS fr, DoubleRound(d) AS dr, BigIntegerAbs(bi) AS ba, BigDecimalAbs(bd) AS bda, DoubleAbs(d) AS da, IntAbs(i) AS ia, DoubleRoundTo(d, 1) AS dt, FloatRoundTo(f, 1) AS ft;
DESCRIBE B;
DUMP B;
C = FOREACH (GROUP A BY k) GENERATE group, BigDecimalAvg(A.bd), BigIntegerAvg(A.bi);
DUMP C;
