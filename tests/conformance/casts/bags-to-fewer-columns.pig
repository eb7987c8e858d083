-- A bag cast to fewer columns keeps its tuples; (bag{tuple()}) takes any bag.
A = LOAD 'files/unlike.txt' AS (b:boolean, one:bag{t:(x:int)}, two:bag{t:(x:int,y:int)}, T:(x:int,y:chararray), y:bytearray);
X = FOREACH A GENERATE (bag{tuple()})one, (bag{tuple(long)})one AS l, (bag{tuple(int)})two AS i, (bag{tuple()})y;
DESCRIBE X;
DUMP X;
X = FOREACH A GENERATE ([(a:int)])y, (map[tuple(a:int)])y AS m, ([int])y AS i;
DESCRIBE X;
DUMP X;
