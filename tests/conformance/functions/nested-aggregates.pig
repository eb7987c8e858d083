-- Aggregates beside a nested DISTINCT and ORDER with LIMIT.
A = LOAD 'data/voters.txt' AS (name:chararray, age:int, reg:chararray, contrib:double);
G = GROUP A BY reg;
B = FOREACH G { d = DISTINCT A.age; o = ORDER A BY contrib DESC; l = LIMIT o 1; GENERATE group, COUNT(d), MAX(A.contrib), FLATTEN(l.name), SUM(A.contrib) / COUNT(A); }
DESCRIBE B;
DUMP B;
