A = LOAD 'data/types-one.txt' AS (k:int, b:bag{t:(a:int,c:chararray)}, e:bag{t:(z:int)});
B = FOREACH A { c = CROSS b, e; GENERATE c; };
DESCRIBE B;
C = FOREACH A { c = CROSS b, b; GENERATE c; };
DESCRIBE C;
