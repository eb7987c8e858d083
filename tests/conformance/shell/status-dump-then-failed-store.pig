-- a DUMP counts as success only behind a failed STORE: here all failed
A = LOAD 'data/sh-three.txt' AS (i:int, s:chararray);
B = LOAD 'data/nothere.txt';
G = GROUP A BY i;
DUMP A;
STORE B INTO 'o1';
