-- GROUP ALL of no rows has no group; an outer COGROUP ALL has one if any side has rows.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
E = FILTER A BY w == 'nothing';
G = GROUP E ALL;
H = FOREACH G GENERATE COUNT(E);
DUMP H;
C = COGROUP E ALL, A ALL;
D = FOREACH C GENERATE group, COUNT(E), COUNT(A);
DUMP D;
F = COGROUP E ALL INNER, A ALL;
DUMP F;
