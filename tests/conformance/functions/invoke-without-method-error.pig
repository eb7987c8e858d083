-- InvokeForInt without a method fails when it runs.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = FOREACH A GENERATE InvokeForInt(v);
DUMP B;
