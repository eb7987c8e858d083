-- Zeros, infinities, NaN, large and small numbers through every function of doubles.
A = LOAD 'data/fn-doubles.txt' AS (d:double);
B = FOREACH A GENERATE d, ACOS(d), ASIN(d), ATAN(d), CBRT(d), CEIL(d), COSH(d), FLOOR(d);
C = FOREACH A GENERATE d, EXP(d), LOG(d), LOG10(d), ROUND(d), SINH(d), SQRT(d), TANH(d), ROUND((float)d);
E = FOREACH A GENERATE COS((ABS(d) < 1e6 ? d : 1.0)) AS c, SIN((ABS(d) < 1e6 ? d : 1.0)) AS s, TAN((ABS(d) < 1e6 ? d : 1.0)) AS t;
DESCRIBE B;
DESCRIBE C;
DUMP B;
DUMP C;
DUMP E;
