-- The names of random numbers.
A = LOAD 'data/types-one.txt' AS (x:int);
B = FOREACH A GENERATE RANDOM(), RANDOM(x);
DESCRIBE B;
