-- TOBAG of unlike tuples has a column without type.
A = LOAD 'files/unlike.txt' AS (b:boolean, one:bag{t:(x:int)}, two:bag{t:(x:int,y:int)}, T:(x:int,y:chararray), y:bytearray);
X = FOREACH A GENERATE TOBAG(T, TOTUPLE(1,2,3)), TOBAG(T, b), TOBAG(T, T);
DESCRIBE X;
DUMP X;
X = FOREACH A GENERATE TOBAG(T, TOTUPLE(1,2,3)) AS z;
DESCRIBE X;
DUMP X;
Y = FOREACH X GENERATE z.$0;
DESCRIBE Y;
DUMP Y;
X = FOREACH A GENERATE TOBAG(one, two) AS z;
DESCRIBE X;
DUMP X;
