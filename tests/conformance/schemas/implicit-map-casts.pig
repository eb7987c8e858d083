-- a cast to map may leave the word out
A = LOAD 'data/types-maps.txt' AS (x);
B = FOREACH A GENERATE ([])x AS a, ([int])x AS b, ([tuple(a:int)])x AS c, ([map[int]])x AS d, ([]) AS e;
DESCRIBE B;
C = FOREACH A GENERATE ([int])x;
DUMP C;
