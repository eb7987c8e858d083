-- A constant takes the name of its alias, which clashes with itself.
P = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = FOREACH P { n = 3; GENERATE n, v, n; };
DUMP B;
