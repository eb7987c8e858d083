-- A nested ORDER over a bag of the row, behind a LIMIT.
A = LOAD 'data/nope.txt' AS (id:int, b:{(x:int, y:chararray)});
B = LIMIT A 3;
C = FOREACH B { o = ORDER b BY x; GENERATE id, o; };
DUMP C;
