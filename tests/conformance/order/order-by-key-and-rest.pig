--! reference: its rows come out with the sort keys inside of them
--! ordered
-- A key before the rest of the row.
P = LOAD 'data/pairs.txt';
Q = ORDER P BY $0 DESC, $1..;
DUMP Q;
DESCRIBE Q;
