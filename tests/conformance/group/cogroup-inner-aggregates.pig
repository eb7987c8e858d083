-- Aggregates over COGROUPs of which one or both sides are INNER.
A = LOAD 'data/voters.txt' AS (name:chararray, age:int, reg:chararray, contrib:double);
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
F = FILTER A BY age > 70;
G = COGROUP A BY reg INNER, F BY reg INNER;
X = FOREACH G GENERATE group, COUNT(A), COUNT(F), MAX(F.age);
DUMP X;
G2 = COGROUP A BY reg, F BY reg INNER;
X2 = FOREACH G2 GENERATE group, COUNT(A), COUNT(F), SUM(A.contrib);
DUMP X2;
G3 = COGROUP A BY reg INNER, F BY reg;
X3 = FOREACH G3 GENERATE group, COUNT(A), COUNT(F), SUM(A.contrib), MAX(F.name);
DUMP X3;
