A = LOAD 'data/fn-types.txt' AS (k:chararray, i:int, l:long,
    f:float, d:double, bi:biginteger, bd:bigdecimal,
    dt:datetime, s:chararray);
U = LOAD 'data/fn-types.txt' AS (k, i, l, f, d, bi, bd, dt, s);
E = LOAD 'data/types-doubles.txt' AS (d:double);
-- normal, null: ABS ACOS ASIN ATAN CBRT CEIL COS COSH EXP FLOOR LOG LOG10 ROUND ROUND_TO SIN SINH SQRT TAN TANH
N = FILTER A BY i IS NOT NULL;
B = FOREACH N GENERATE ABS(i), ABS(l), ABS(f);
DUMP B;
B = FOREACH A GENERATE ABS(d), ABS(bi), ABS(bd), ACOS(f), ASIN(f), ATAN(d), CBRT(l), CEIL(f), COS(i);
DUMP B;
B = FOREACH A GENERATE COSH(f), EXP(f), FLOOR(f), LOG(i), LOG10(l), ROUND(f), ROUND(d), ROUND_TO(f, 1), ROUND_TO(d, 1),
    ROUND_TO(d, 1, 3), ROUND_TO(f, 1, 0), SIN(f), SINH(f), SQRT(f), TAN(f), TANH(f);
DUMP B;
B = FOREACH A GENERATE COS(null), FLOOR((double)null), ROUND(null), LOG((float)null), CBRT(null);
DUMP B;
-- normal: RANDOM
B = FOREACH A GENERATE (RANDOM() >= 0.0 AND RANDOM() < 1.0 ? 'in' : 'out');
DUMP B;
-- null: RANDOM
B = FOREACH A GENERATE (RANDOM(null) < 1.0 AND RANDOM(i) < 1.0 ? 'in' : 'out');
DUMP B;
-- edge: ABS ACOS ASIN ATAN CBRT CEIL COS COSH EXP FLOOR LOG LOG10 ROUND ROUND_TO SIN SINH SQRT TAN TANH
F = FOREACH (LIMIT A 1) GENERATE FLATTEN(TOBAG(0.0, -0.0, 1.0E308 * 10.0, -1.0E308 * 10.0, 1.0E308 * 10.0 - 1.0E308 * 10.0,
    4.9E-324, 0.5, -0.5, 1.0, -1.0, 9007199254740993.0, 1.0E19, -2.5, 0.49999999999999994, 1000.0)) AS d:double;
B = FOREACH F GENERATE d, ABS(d), ACOS(d), ASIN(d), ATAN(d), CBRT(d), CEIL(d), FLOOR(d), LOG(d), LOG10(d), SQRT(d);
DUMP B;
B = FOREACH F GENERATE d, ROUND(d), ROUND((float)d), COSH(d), EXP(d), TANH(d), SIN(d), COS(d), TAN(d), SINH(d);
DUMP B;
F = FILTER F BY ABS(d) < 1.0E300;
B = FOREACH F GENERATE d, ROUND_TO(d, 2), ROUND_TO(d, 0, 6), ROUND_TO(d, -2), ROUND_TO((float)d, 1), ROUND_TO(d, 400);
DUMP B;
B = FOREACH (LIMIT A 1) GENERATE ABS(-2147483647 - 1), ABS(-9223372036854775807L - 1L), ROUND(2.5), ROUND(-2.5f), ROUND_TO(1234.5, -2);
DUMP B;
B = FOREACH U GENERATE ABS(d), COS(f), ROUND(d), ROUND_TO((double)d, 1), LOG(i), SQRT(k);
DUMP B;
-- edge: RANDOM
DEFINE seeded RANDOM('7');
B = FOREACH A GENERATE seeded();
DUMP B;
