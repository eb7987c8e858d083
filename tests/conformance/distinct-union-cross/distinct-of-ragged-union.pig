-- DISTINCT of rows of differing width from a UNION.
A = LOAD 'data/ragged.txt';
A1 = LOAD 'data/ragged.txt';
B = UNION A, A1;
D = DISTINCT B;
DUMP D;
