-- LIMIT of groups, counted.
A = LOAD 'data/voters.txt' AS (name:chararray, age:int, party:chararray, amt:double);
G = GROUP A BY age;
L = LIMIT G 3;
R = FOREACH L GENERATE COUNT(L.A);
R = GROUP L ALL;
S = FOREACH R GENERATE COUNT(L);
DUMP S;
