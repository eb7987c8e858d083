--! ordered
-- LIMIT, FILTER and FOREACH behind one ORDER.
A = LOAD 'data/voters.txt' AS (name:chararray, age:int, party:chararray, amt:double);
B = FOREACH A GENERATE name, age, (party IS NULL ? 'zz' : party) AS p;
C = ORDER B BY p DESC, age, name DESC;
D = LIMIT C 10;
DUMP D;
E = FOREACH C GENERATE name;
F = LIMIT E 5;
DUMP F;
G = FILTER C BY age > 70;
DUMP G;
