-- fields of what CASE gives
A = LOAD 'data/complex.txt' AS (id:int, t:(a:int,b:chararray), bg:{(p:int,q:chararray)}, m:[]);
B = FOREACH A GENERATE CASE WHEN id == 1 THEN t END.a, CASE id WHEN 2 THEN t END.b;
DESCRIBE B;
L = FILTER A BY id < 3;
C = FOREACH L GENERATE CASE WHEN id < 3 THEN t END.a, CASE id WHEN 2 THEN t ELSE t END.b;
DUMP C;
