-- SIZE of untyped fields counts bytes.
A = LOAD 'data/fn-strings.txt' AS (n, s);
B = FOREACH A GENERATE SIZE(n), SIZE(s);
DESCRIBE B;
DUMP B;
