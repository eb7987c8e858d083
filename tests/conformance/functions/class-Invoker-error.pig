-- A class of Apache Pig that is no function for scripts.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = FOREACH A GENERATE Invoker(v);
DUMP B;
