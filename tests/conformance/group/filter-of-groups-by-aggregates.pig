-- FILTER of a GROUP by aggregates and by the key, then an aggregate.
A = LOAD 'data/voters.txt' AS (name:chararray, age:int, party:chararray, amt:double);
B = GROUP A BY party;
C = FILTER B BY group IS NOT NULL AND COUNT(A) > 12 AND MAX(A.age) > 75;
D = FOREACH C GENERATE group, COUNT(A);
DUMP D;
E = FILTER B BY NOT IsEmpty(A.party) AND SIZE(A) < 10;
F = FOREACH E GENERATE group, A.age;
DUMP F;
