-- Aggregates over nested DISTINCT and FILTER.
A = LOAD 'data/voters.txt' AS (name:chararray, age:int, party:chararray, amt:double);
G = GROUP A BY party;
R = FOREACH G { p = A.age; d = DISTINCT p; f = FILTER A BY age > 30; fd = DISTINCT f.name; GENERATE group, COUNT(d), SUM(d.age), COUNT(fd), COUNT(A), AVG(f.amt); };
DUMP R;
