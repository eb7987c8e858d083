-- Several fields of a null tuple are a tuple of nulls, in a bag too.
A = LOAD 'data/complex.txt' AS (i:int, t:(p:int, q:chararray));
B = FOREACH A GENERATE i, t.(q, p), TOBAG(t, t) AS bb;
C = FOREACH B GENERATE i, bb.(q, p), bb.p, COUNT(bb);
DUMP B;
DUMP C;
