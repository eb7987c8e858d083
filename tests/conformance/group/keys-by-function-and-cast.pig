-- Untyped columns: keys made by functions and casts, aggregates of bytearrays.
A = LOAD 'data/voters.txt' AS (name, age, party, amt);
G = GROUP A BY SUBSTRING(UPPER((chararray)name), 0, 1);
DESCRIBE G;
B = FOREACH G GENERATE group, COUNT(A), SUM(A.age), MAX(A.amt);
DESCRIBE B;
DUMP B;
H = GROUP A BY (int)age / 10 * 10;
C = FOREACH H GENERATE group, AVG(A.amt);
DUMP C;
