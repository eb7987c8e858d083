-- a batch that cannot be parsed, run by sh: the status is that of a failing sh
A = LOAD 'data/sh-three.txt' AS (i:int, s:chararray);
B = FILTER C BY i > 1;
sh echo not reached
