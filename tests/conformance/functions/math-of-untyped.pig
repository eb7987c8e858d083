-- Functions of a double over untyped fields.
A = LOAD 'data/numbers.txt' AS (a, b, c, d);
A = FILTER A BY a IS NOT NULL AND a != 'abc';
B = FOREACH A GENERATE CEIL(a), FLOOR(a), SQRT(a), EXP(c), ASIN(d);
DESCRIBE B;
DUMP B;
