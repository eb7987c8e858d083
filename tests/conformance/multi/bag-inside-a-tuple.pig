-- A bag in a tuple: projected, flattened, flattened again.
A = LOAD 'data/complex.txt' AS (id:int, t:tuple(i:int, s:chararray), b:bag{bt:tuple(x:int, y:chararray)});
B = FOREACH A GENERATE TOTUPLE(id, b) AS w;
DESCRIBE B;
C = FOREACH B GENERATE w.$1, w.$0;
DESCRIBE C;
DUMP C;
D = FOREACH B GENERATE FLATTEN(w) AS (i, bb);
DESCRIBE D;
E = FOREACH D GENERATE i, FLATTEN(bb);
DUMP E;
