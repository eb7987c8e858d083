-- a wrong statement that a batch did not need is forgotten with it
A = LOAD 'data/sh-three.txt' AS (i:int, s:chararray);
B = FILTER A BY zz > 1;
sh echo here
STORE A INTO 'o';
fs -test -d o
