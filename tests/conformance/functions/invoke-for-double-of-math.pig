-- Static methods of java.lang.Math: of one and of two doubles, nulls, edges.
DEFINE hyp InvokeForDouble('java.lang.Math.hypot', 'double double');
DEFINE power InvokeForDouble('java.lang.Math.pow', 'double double');
DEFINE turn InvokeForDouble('java.lang.Math.toRadians', 'double');
DEFINE near InvokeForDouble('java.lang.Math.rint', 'double');
A = LOAD 'data/fn-doubles.txt' AS (d:double);
F = FILTER A BY d IS NOT NULL;
B = FOREACH F GENERATE d, hyp(d, 4.0), power(d, 2.0), power(2.0, d), turn(d), near(d);
DESCRIBE B;
DUMP B;
