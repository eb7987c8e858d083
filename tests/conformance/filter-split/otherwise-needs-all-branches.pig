-- OTHERWISE needs the other conditions
A = LOAD 'data/types-one.txt' AS (a:int, b:chararray);
SPLIT A INTO B IF a == 1, C IF a == b, D OTHERWISE;
DUMP D;
