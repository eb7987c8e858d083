-- A column of a bag by its whole name and by its end.
A = LOAD 'data/pairs.txt' AS (a0:chararray, a1);
B = GROUP A BY a0;
C = FOREACH B GENERATE FLATTEN(A);
D = COGROUP C BY (a0);
DESCRIBE D;
E = FOREACH D GENERATE C.a0 AS e0, C.A::a1;
DESCRIBE E;
F = FOREACH E GENERATE e0;
DUMP F;
