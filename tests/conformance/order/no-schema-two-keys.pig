--! ordered
-- ORDER by fields of rows without schema.
A = LOAD 'data/pairs.txt';
O = ORDER A BY $0 DESC, $1;
DUMP O;
