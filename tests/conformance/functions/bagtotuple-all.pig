-- BagToTuple of null and empty bags.
A = LOAD 'data/fn-bags.txt' AS (id:int, b:{t:(x:int, y:chararray)}, c:{t:(x:int, y:chararray)});
B = FOREACH A GENERATE id, BagToTuple(b), BagToTuple(c.y);
DESCRIBE B;
DUMP B;
