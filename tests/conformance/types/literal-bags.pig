-- bags written out
A = LOAD 'data/types-one.txt' AS (i:int);
B = FOREACH A GENERATE {}, {()}, {(1)}, {(1), (2)}, {(1, 'a')}, {i}, {1, i}, {-1}, {(i, 1), (2, 2)}, {(1, -1)}, {((1, 2), 3)};
DESCRIBE B;
DUMP B;
