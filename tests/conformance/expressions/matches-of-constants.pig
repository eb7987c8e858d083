--! reference: a MATCHES of two constants is null there, its constant folding loses it
-- MATCHES of two constants is what it is of columns of the same values.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = FILTER A BY 'abc' MATCHES 'a.*' AND v > 4;
DUMP B;
C = FILTER A BY 'abc' MATCHES 'b.*';
DUMP C;
D = FOREACH B GENERATE ('x' MATCHES 'x' ? 1 : 0), ('x' MATCHES 'y' ? 1 : 0);
DUMP D;
