-- RANK BY a field of rows without schema, DENSE.
A = LOAD 'data/pairs.txt';
B = RANK A BY $0 DENSE;
DUMP B;
