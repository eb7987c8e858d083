--! ordered
-- ORDER BY * over bags of unknown tuples
A = LOAD 'data/complex.txt' AS (id:int, t:tuple(), bg:{}, m:[]);
B = FOREACH A { c = ORDER bg BY *; d = ORDER bg BY * DESC; GENERATE id, c, d; }
DESCRIBE B;
DUMP B;
