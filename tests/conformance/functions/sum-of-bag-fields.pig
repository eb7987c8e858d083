-- Aggregates of bags from a file.
A = LOAD 'data/fn-bags.txt' AS (id:int, b:{t:(x:int, y:chararray)}, c:{t:(x:int, y:chararray)});
B = FOREACH A GENERATE id, SUM(b.x), AVG(b.x), MIN(b.x), MAX(b.y), COUNT(b), SIZE(b);
DESCRIBE B;
DUMP B;
