A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
G = GROUP A BY k;
B = FOREACH G GENERATE group, SIZE(TOP(1, 1, A)), IsEmpty(TOP(1, 1, A)), SIZE(Distinct(A.v)), SIZE(A), IsEmpty(A);
DUMP B;
