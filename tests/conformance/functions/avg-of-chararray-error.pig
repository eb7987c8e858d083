-- AVG of chararrays.
A = LOAD 'data/fn-bags.txt' AS (id:int, b:{t:(x:int, y:chararray)}, c:{t:(x:int, y:chararray)});
B = FOREACH A GENERATE AVG(b.y);
DESCRIBE B;
DUMP B;
