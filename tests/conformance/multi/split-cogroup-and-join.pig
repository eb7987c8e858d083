-- Outputs of a SPLIT brought together again.
A = LOAD 'data/voters.txt' AS (name:chararray, age:int, party:chararray, amt:double);
SPLIT A INTO Y IF age < 40, O IF age >= 40, R OTHERWISE;
G = COGROUP Y BY party, O BY party;
C = FOREACH G GENERATE group, COUNT(Y), COUNT(O), SUM(Y.amt), AVG(O.amt);
DUMP C;
J = JOIN Y BY age, O BY age + 1;
DUMP J;
