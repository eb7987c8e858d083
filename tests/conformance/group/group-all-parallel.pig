-- GROUP ALL has one part whatever PARALLEL says.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
G = GROUP A ALL PARALLEL 4;
F = FOREACH G GENERATE group, COUNT_STAR(A);
STORE F INTO 'out';
cat out;
fs -test -e out/part-r-00000;
fs -test -e out/part-r-00001;
