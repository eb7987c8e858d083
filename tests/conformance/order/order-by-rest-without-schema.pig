--! ordered
-- ORDER BY $1.. of rows of unknown schema: the rest of the row is compared as a tuple, short ones first.
P = LOAD 'data/pairs.txt';
Q = ORDER P BY $1..;
DUMP Q;
Q = ORDER P BY $1.. DESC;
DUMP Q;
DESCRIBE Q;
R = LOAD 'data/ragged.txt';
S = FILTER R BY $1 IS NOT NULL;
Q = ORDER S BY $1..;
DUMP Q;
Q = ORDER R BY $0..;
DUMP Q;
