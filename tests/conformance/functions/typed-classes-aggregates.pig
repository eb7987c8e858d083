-- Aggregates by their class names.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
A = GROUP A BY k;
B = FOREACH A GENERATE group, IntSum(A.v), IntMax(A.v), IntMin(A.v), IntAvg(A.v);
DESCRIBE B;
DUMP B;
