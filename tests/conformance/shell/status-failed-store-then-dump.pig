-- a DUMP counts as success only behind a failed STORE: here it does
A = LOAD 'data/sh-three.txt' AS (i:int, s:chararray);
B = LOAD 'data/nothere.txt';
G = GROUP A BY i;
STORE B INTO 'o1';
DUMP A;
