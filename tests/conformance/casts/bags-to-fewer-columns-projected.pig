-- Bags cast to fewer columns: projected by the columns of the cast.
A = LOAD 'files/unlike.txt' AS (b:boolean, one:bag{t:(x:int)}, two:bag{t:(x:int,y:int)}, m:bag{t:(x:map[],y:int)}, y:bytearray);
T1 = FOREACH A GENERATE (bag{tuple(long)}) (b ? two : one) AS c, (bag{tuple(long)})two AS d;
DESCRIBE T1;
DUMP T1;
T2 = FOREACH T1 GENERATE d.$0, SUM(d.$0);
DESCRIBE T2;
DUMP T2;
