-- A CROSS of three, one of them with one row.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
F = FILTER B BY v == 3;
D = FOREACH A GENERATE w;
C = CROSS A, F, D;
DESCRIBE C;
E = FILTER C BY A::w == D::w;
DUMP E;
G = GROUP C ALL;
H = FOREACH G GENERATE COUNT_STAR(C);
DUMP H;
