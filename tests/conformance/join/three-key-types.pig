-- int, long and double keys meet as double.
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
C = FOREACH B GENERATE k, (long)v AS l;
D = FOREACH B GENERATE (double)v AS d;
J = JOIN B BY v, C BY l, D BY d;
DESCRIBE J;
DUMP J;
