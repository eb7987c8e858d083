-- Untyped columns through two GROUPs, cast on the way.
A = LOAD 'data/voters.txt' AS (name, age, party, amt);
B = GROUP A BY (party, age);
C = FOREACH B GENERATE FLATTEN(group), SUM(A.amt) AS s;
D = FILTER C BY age > 75 OR party == 'blue';
DUMP D;
E = FOREACH C GENERATE (chararray)party, (int)age / 10 AS dec, (long)s;
F = GROUP E BY dec;
G = FOREACH F GENERATE group, SUM(E.s), COUNT(E);
DUMP G;
