-- Classes of numbers by their names: nulls, and where their types end.
A = LOAD 'data/fn-all-null.txt' AS (ba, i:int, l:long, f:float, d:double, bo:boolean, dt:datetime, c:chararray, bi:biginteger, bd:bigdecimal);
-- null: BigDecimalAbs BigIntegerAbs DoubleAbs DoubleRound DoubleRoundTo FloatRound FloatRoundTo
B = FOREACH A GENERATE BigDecimalAbs(bd) AS p, BigIntegerAbs(bi) AS q, DoubleAbs(d), DoubleRound(d), DoubleRoundTo(d, 1), FloatRound(f), FloatRoundTo(f, 1);
DUMP B;
-- edge: DoubleAbs DoubleRound DoubleRoundTo FloatAbs FloatRound FloatRoundTo
F = FOREACH A GENERATE FLATTEN(TOBAG(0.0, -0.0, 1.0E308 * 10.0, -1.0E308 * 10.0, 1.0E308 * 10.0 - 1.0E308 * 10.0,
    4.9E-324, 0.5, -0.5, 0.49999999999999994, 9007199254740993.0, 1.0E19, -2.5, 1.0E40)) AS d:double;
B = FOREACH F GENERATE d, DoubleAbs(d), DoubleRound(d), FloatAbs((float)d), FloatRound((float)d);
DUMP B;
F = FILTER F BY ABS(d) < 1.0E30;
B = FOREACH F GENERATE d, DoubleRoundTo(d, 0), DoubleRoundTo(d, -1), DoubleRoundTo(d, 20), FloatRoundTo((float)d, 0), FloatRoundTo((float)d, 3);
DUMP B;
-- edge: IntAbs LongAbs BigIntegerAbs BigDecimalAbs
B = FOREACH A GENERATE IntAbs(-2147483647 - 1), LongAbs(-9223372036854775807L - 1L), BigIntegerAbs((biginteger)'-123456789012345678901234567890') AS p, BigDecimalAbs((bigdecimal)'-0.00') AS q, BigDecimalAbs((bigdecimal)'-1E+3') AS r;
DUMP B;
