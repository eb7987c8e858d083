--! ordered
-- ORDER BY a tuple DESC and a second key.
A = LOAD 'data/complex.txt' AS (id:int, t:(n:int, s:chararray), b:{(x:int, y:chararray)}, m:[int]);
O = ORDER A BY t DESC, id;
R = FOREACH O GENERATE id, t;
DUMP R;
