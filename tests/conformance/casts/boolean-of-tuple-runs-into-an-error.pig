-- but ends the job when it runs
A = LOAD 'data/types-one.txt' AS (i:int);
B = FOREACH A GENERATE (boolean)(1, i);
DUMP B;
