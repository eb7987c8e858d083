-- A class of Apache Pig that is no function for scripts.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = FOREACH A GENERATE org.apache.pig.builtin.OutputSchema(v);
DUMP B;
