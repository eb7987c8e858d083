--! ordered
-- ORDER BY * over rows of unknown schema compares whole rows, shorter ones first
A = LOAD 'data/ragged.txt';
B = ORDER A BY *;
DESCRIBE B;
DUMP B;
C = ORDER A BY $0..;
DUMP C;
