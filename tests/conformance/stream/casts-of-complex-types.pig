-- AS with bags, maps and tuples: the text is cast.
C = LOAD 'data/complex.txt' AS (id:int, t:(n:int, s:chararray), b:{(x:int, y:chararray)}, m:[int]);
B = STREAM C THROUGH `cat` AS (id:int, t:(n:int, s:chararray), b:{(x:int, y:chararray)}, m:[int]);
DESCRIBE B;
D = FOREACH B GENERATE id, t.n + 1, SIZE(b), m#'k1';
DUMP D;
