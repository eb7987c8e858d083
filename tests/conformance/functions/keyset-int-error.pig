-- KEYSET of an int.
A = LOAD 'data/fn-bags.txt' AS (id:int, b:{t:(x:int, y:chararray)}, c:{t:(x:int, y:chararray)});
B = FOREACH A GENERATE KEYSET(id);
DESCRIBE B;
DUMP B;
