-- maps written out
A = LOAD 'data/types-one.txt' AS (i:int);
B = FOREACH A GENERATE [], ['a'#1], ['a'#(1, 2)], ['b'#{(1)}], ['c'#['d'#1]], ['a', i], ['a', i, 'b', 2], ['a'#null], ['a'#'x', 'b'#2];
DESCRIBE B;
DUMP B;
