--! ordered
-- Rows that ORDER finds equal, and those that a LIMIT behind it leaves.
A = LOAD 'files/rows.txt' AS (s:chararray, i:int);
O = ORDER A BY s;
DUMP O;
P = ORDER A BY s DESC;
DUMP P;
L = LIMIT O 30;
DUMP L;
M = LIMIT P 5;
DUMP M;
Q = ORDER A BY s PARALLEL 1;
N = LIMIT Q 22;
DUMP N;
