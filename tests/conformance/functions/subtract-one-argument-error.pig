-- SUBTRACT with one argument.
A = LOAD 'data/fn-bags.txt' AS (id:int, b:{t:(x:int, y:chararray)}, c:{t:(x:int, y:chararray)});
B = FOREACH A GENERATE SUBTRACT(b);
DESCRIBE B;
DUMP B;
