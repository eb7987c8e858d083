-- one constant in parentheses is a tuple, one expression is itself
A = LOAD 'data/types-one.txt' AS (i:int);
B = FOREACH A GENERATE (1), ((1)), (-1), (i), ((i)), ('a'), (null), (true), ({(1)}), (['a'#1]), ((1, 2)), (1, (2, 3));
DESCRIBE B;
DUMP B;
