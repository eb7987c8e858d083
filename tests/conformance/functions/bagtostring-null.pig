-- BagToString of null and empty bags.
A = LOAD 'data/fn-bags.txt' AS (id:int, b:{t:(x:int, y:chararray)}, c:{t:(x:int, y:chararray)});
B = FOREACH A GENERATE id, BagToString(b), BagToString(b, ':'), BagToString(c.x, '');
DESCRIBE B;
DUMP B;
