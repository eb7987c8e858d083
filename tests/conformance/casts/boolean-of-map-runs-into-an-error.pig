-- but ends the job when it runs
A = LOAD 'data/types-one.txt' AS (i:int);
B = FOREACH A GENERATE (boolean)['a', i];
DUMP B;
