-- Values of an untyped map in SPLIT, GROUP and aggregates.
A = LOAD 'data/complex.txt' AS (id, t, b, m:map[]);
B = FOREACH A GENERATE id, m#'k0' AS k0, m#'k1' AS k1;
SPLIT B INTO X IF k1 < 8, Y IF k1 >= 8, Z IF k0 == '0';
DUMP X;
DUMP Y;
DUMP Z;
C = GROUP B BY k0;
D = FOREACH C GENERATE group, SUM(B.k1), MAX(B.id);
DESCRIBE D;
DUMP D;
