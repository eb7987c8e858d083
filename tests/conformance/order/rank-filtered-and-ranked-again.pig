-- RANK of a RANK, DENSE, two directions.
A = LOAD 'data/voters.txt' AS (name:chararray, age:int, party:chararray, amt:double);
B = RANK A BY party ASC, age DESC;
DESCRIBE B;
C = FILTER B BY rank_A <= 5;
DUMP C;
D = RANK A BY party DENSE;
E = FOREACH D GENERATE $0 AS r, party;
F = DISTINCT E;
DUMP F;
G = RANK C;
DESCRIBE G;
H = FOREACH G GENERATE rank_C, rank_A, name;
I = ORDER H BY rank_A, name;
J = FOREACH I GENERATE rank_A, name;
DUMP J;
