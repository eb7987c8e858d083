-- Aggregates as operands, arguments, branches and map values.
A = LOAD 'data/voters.txt' AS (name:chararray, age:int, party:chararray, amt:double);
B = GROUP A BY party;
C = FOREACH B GENERATE group, (MAX(A.amt) - MIN(A.amt)) / COUNT(A) AS spread, CONCAT((chararray)COUNT(A), '/', (chararray)MAX(A.age)), CASE WHEN COUNT(A) > 12 THEN 'many' ELSE 'few' END, TOTUPLE(MIN(A.age), MAX(A.age)), TOMAP('n', COUNT(A));
DESCRIBE C;
DUMP C;
