-- Keys written as ranges and as *.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = FOREACH A GENERATE *;
C = JOIN A BY $0..$1, B BY *;
DESCRIBE C;
DUMP C;
D = JOIN A BY (..w), B BY (k..);
DUMP D;
