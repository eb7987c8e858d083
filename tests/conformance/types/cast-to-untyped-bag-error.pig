--! reference: it gives line 0, which is none
-- A typed bag cannot be cast to one of unknown inside.
A = LOAD 'data/complex.txt' AS (i:int, t:(p:int, q:chararray), b:{(r:int, s:chararray)}, m:map[int]);
B = FOREACH A GENERATE (bag{})b;
DUMP B;
