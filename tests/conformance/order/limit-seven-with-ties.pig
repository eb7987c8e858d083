--! ordered
-- ORDER and LIMIT that together keep the first rows.
A = LOAD 'data/voters.txt' AS (name:chararray, age:int, party:chararray, amt:double);
O = ORDER A BY amt DESC, name;
L = LIMIT O 7;
DUMP L;
