-- TOP of none.
A = LOAD 'data/fn-bags.txt' AS (id:int, b:{t:(x:int, y:chararray)}, c:{t:(x:int, y:chararray)});
B = FOREACH A GENERATE id, TOP(0, 0, b);
DESCRIBE B;
DUMP B;
