-- A RANK has one part whatever PARALLEL says.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
R = RANK A BY v PARALLEL 3;
STORE R INTO 'out';
cat out;
fs -test -e out/part-m-00001;
