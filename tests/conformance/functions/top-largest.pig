-- TOP of bags, nulls and empty ones among them.
A = LOAD 'data/fn-bags.txt' AS (id:int, b:{t:(x:int, y:chararray)}, c:{t:(x:int, y:chararray)});
B = FOREACH A GENERATE id, TOP(2, 0, b);
DESCRIBE B;
DUMP B;
