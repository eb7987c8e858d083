-- The parser counts keys as they are written.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = FOREACH A GENERATE *;
C = JOIN A BY $0.., B BY (k, w);
DUMP A;
