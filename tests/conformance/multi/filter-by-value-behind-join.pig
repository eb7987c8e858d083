-- A filter by a value behind the join of two inputs of one file.
A = LOAD 'data/voters.txt' AS (name, age, party, amt);
B = LOAD 'data/voters.txt' AS (name, age);
C = FILTER A BY age > 70;
D = FILTER B BY age > 75;
O = ORDER D BY age DESC, name;
S = LIMIT O 1;
E = JOIN C BY name, D BY name;
F = FILTER E BY C::age == (int)S.age;
DUMP F;
