-- Bags written and read back by a schema.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
G = GROUP A BY k;
B = STREAM G THROUGH `cat` AS (g:chararray, b:bag{t:(k:chararray, v:int)});
DESCRIBE B;
C = FOREACH B GENERATE g, COUNT_STAR(b), SUM(b.v);
DUMP C;
