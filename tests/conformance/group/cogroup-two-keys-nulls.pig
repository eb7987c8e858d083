-- Tuple keys with a null part do not merge across inputs.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
G = COGROUP A BY (k, v), B BY (k, v);
R = FOREACH G GENERATE group, A, B;
DUMP R;
