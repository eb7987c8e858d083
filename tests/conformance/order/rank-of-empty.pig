-- RANK of no rows, plain and by a field.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
E = FILTER A BY v > 1000;
B = RANK E;
C = RANK E BY v;
DUMP B;
DUMP C;
