-- A key that is null: DUMP shows it as null, STORE as nothing.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
M = FOREACH A GENERATE TOMAP(k, v) AS m, TOTUPLE(TOMAP(k, v)) AS t;
DUMP M;
N = FOREACH M GENERATE m#'a', SIZE(m), KEYSET(m), VALUESET(m);
DUMP N;
STORE M INTO 'out';
fs -cat out/p*
G = GROUP A BY k;
H = FOREACH G GENERATE TOMAP(group, COUNT_STAR(A));
DUMP H;
