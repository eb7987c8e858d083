-- JOIN of two relations without schema: rows strung together.
A = LOAD 'data/pairs.txt';
B = LOAD 'data/pairs2.txt';
J = JOIN A BY $0, B BY $0;
DUMP J;
