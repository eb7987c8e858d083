-- FLATTEN of a tuple, a bag and a map side by side, and of parts of them.
A = LOAD 'data/complex.txt' AS (id:int, t:(n:int, s:chararray), b:{(x:int, y:chararray)}, m:map[int]);
B = FOREACH A GENERATE id, FLATTEN(t), FLATTEN(b), FLATTEN(m);
DESCRIBE B;
DUMP B;
C = FOREACH A GENERATE FLATTEN(b.y) AS yy, FLATTEN((t IS NULL ? TOTUPLE(0,'z') : t)) AS (p:int, q:chararray);
DESCRIBE C;
DUMP C;
D = FOREACH A GENERATE id, FLATTEN(b.(y,x));
DESCRIBE D;
DUMP D;
E = FOREACH D GENERATE $2 + 1, $1;
DESCRIBE E;
DUMP E;
