-- A range to the last column comes last among the keys.
P = LOAD 'data/pairs.txt';
Q = ORDER P BY $1.., $0;
DUMP Q;
