-- One side has no rows.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
E = FILTER A BY v > 1000;
B = UNION E, A;
DUMP B;
C = UNION ONSCHEMA E, A;
D = GROUP C ALL;
F = FOREACH D GENERATE COUNT_STAR(C);
DUMP F;
