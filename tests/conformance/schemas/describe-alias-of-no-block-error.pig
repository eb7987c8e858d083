A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = GROUP A BY k;
C = FOREACH B GENERATE A;
DESCRIBE C::A;
DESCRIBE B::A;
