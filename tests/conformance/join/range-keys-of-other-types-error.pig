-- Keys written as ranges, of which the second differ in type.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
C = JOIN A BY $0.., B BY $0..;
DUMP A;
