-- A GROUP between two commands.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = STREAM A THROUGH `sort` AS (k:chararray, v:int);
C = GROUP B BY k;
D = FOREACH C GENERATE FLATTEN(B);
E = STREAM D THROUGH `cat -n` AS (n:int, k, v);
F = FOREACH E GENERATE k, v, (n > 0 ? 'ok' : 'no');
DUMP F;
DESCRIBE E;
