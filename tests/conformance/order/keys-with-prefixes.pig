--! ordered
-- Keys of a JOIN by prefix.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = LOAD 'data/pairs2.txt' AS (k:chararray, v:int);
C = JOIN A BY k, B BY k;
D = ORDER C BY B::v DESC, A::v;
DESCRIBE D;
DUMP D;
E = FOREACH D GENERATE A::k, B::v - A::v AS diff;
F = ORDER E BY diff, k;
DUMP F;
