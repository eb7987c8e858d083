-- datetime before an untyped branch is refused, behind it is a cast
A = LOAD 'data/types-one.txt' AS (i:int, s:chararray, x, t:(a:int,b:chararray), bg:{(p:int,q:long)}, m:[], bo:boolean);
B = FOREACH A GENERATE (bo ? x : ToDate(0L)) AS a;
DESCRIBE B;
C = FOREACH A GENERATE (bo ? ToDate(0L) : x);
DESCRIBE C;
