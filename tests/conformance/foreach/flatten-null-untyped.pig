-- a null of unknown inside is one null
A = LOAD 'data/complex.txt' AS (id:int, t:tuple(), bg:{}, m:[], z);
B = FOREACH A GENERATE id, FLATTEN(m), FLATTEN(z), 7;
DESCRIBE B;
DUMP B;
C = FOREACH A GENERATE id, FLATTEN(t), FLATTEN(bg);
DUMP C;
