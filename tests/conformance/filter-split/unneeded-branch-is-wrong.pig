-- a wrong branch of SPLIT hurts nobody else
A = LOAD 'data/types-one.txt' AS (a:int, b:chararray);
SPLIT A INTO B IF a == 1, C IF a == b, D IF zz == 2;
DUMP B;
