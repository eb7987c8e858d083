--! ordered
-- RANK of rows without schema, in file order.
A = LOAD 'data/pairs.txt';
B = RANK A;
DUMP B;
