-- A CUBE of no rows has no groups, not even the total.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
E = FILTER A BY w == 'nothing';
B = CUBE E BY CUBE(k, w);
DUMP B;
