-- The same for a glob, with projections and a filter on either side.
A = LOAD 'data/nope*.txt' AS (k:chararray, v:int);
B = FOREACH A GENERATE k, v + 1 AS w;
C = LIMIT B 3;
D = FILTER C BY w > 1;
DUMP D;
