-- Keys of several parts by name and by position, flattened and projected.
A = LOAD 'data/voters.txt' AS (name:chararray, age:int, party:chararray, amt:double);
G = GROUP A BY (party, age % 3, (amt > 500.0 ? 'rich' : 'poor'));
DESCRIBE G;
B = FOREACH G GENERATE group.$0, group.$2, group.party AS p, COUNT(A), MIN(A.amt), MAX(A.name), SUM(A.age) / COUNT(A);
DESCRIBE B;
DUMP B;
C = FOREACH G GENERATE FLATTEN(group) AS (p, m, r), A.(name, age);
DESCRIBE C;
D = FILTER C BY r == 'rich' AND m == 1;
DUMP D;
