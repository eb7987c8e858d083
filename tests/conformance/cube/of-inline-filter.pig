-- The input of a CUBE in parentheses; positions as dimensions.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = CUBE (FILTER A BY k IS NOT NULL) BY CUBE($0);
C = FOREACH B GENERATE group, COUNT_STAR(cube);
DUMP C;
