-- Typed classes by their names: some choose a form, some take any value.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = FILTER A BY v IS NOT NULL;
C = FOREACH B GENERATE DoubleAbs(v) AS da, DoubleRoundTo(v, 1) AS dr, FloatRoundTo(1.25f, 1) AS fr, StringConcat(k, v, 2.5) AS sc, ConstantSize(k) AS cs, IdentityColumn(v), IntAbs(v) AS ia;
DESCRIBE C;
DUMP C;
