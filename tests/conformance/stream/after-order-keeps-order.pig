--! ordered
-- One partition of an ORDER is one input of the program.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = FILTER A BY v > 0;
O = ORDER B BY v DESC;
S = STREAM O THROUGH `head -n 3` AS (k:chararray, v:int);
DUMP S;
