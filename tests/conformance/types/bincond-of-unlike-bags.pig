-- Branches that are bags of unlike tuples: taken for what the first one is, the tuples stay.
A = LOAD 'files/unlike.txt' AS (b:boolean, one:bag{t:(x:int)}, two:bag{t:(x:int,y:int)}, T:(x:int,y:chararray), y:bytearray);
X = FOREACH A GENERATE (b ? one : two);
DESCRIBE X;
DUMP X;
X = FOREACH A GENERATE (b ? two : one) AS q;
DESCRIBE X;
DUMP X;
Y = FOREACH X GENERATE q.x, q.(x, y), COUNT(q), SUM(q.x);
DESCRIBE Y;
DUMP Y;
Z = FOREACH X { z = FILTER q BY x > 1; GENERATE COUNT(z); };
DUMP Z;
U = FILTER X BY COUNT(q) > 0 AND SIZE(q.y) > 0;
V = FILTER A BY b;
W = FOREACH V GENERATE FLATTEN((b ? two : one));
DESCRIBE W;
DUMP W;
