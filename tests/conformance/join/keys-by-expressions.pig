-- Calls, sums, remainders and conditions as keys.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = LOAD 'data/pairs2.txt' AS (k:chararray, w:int);
C = JOIN A BY (UPPER(k), v + 1), B BY (UPPER(k), w);
DESCRIBE C;
DUMP C;
D = JOIN A BY v % 2, B BY w % 2;
DUMP D;
E = JOIN A BY (v > 2 ? 'x' : 'y'), B BY (w > 2 ? 'x' : 'y');
DUMP E;
