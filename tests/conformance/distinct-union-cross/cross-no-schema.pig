-- CROSS of relations without schema.
A = LOAD 'data/pairs.txt';
B = LOAD 'data/ragged.txt';
C = CROSS A, B;
D = FOREACH C GENERATE $0, $1, $2, $3;
DUMP D;
