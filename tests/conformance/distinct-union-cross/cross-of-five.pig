-- Many relations: the number of rows is the product.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = FOREACH A GENERATE v;
C = FILTER B BY v > 3;
D = FILTER B BY v < 3;
E = LIMIT B 2;
X = CROSS A, B, C, D, E;
G = GROUP X ALL;
F = FOREACH G GENERATE COUNT_STAR(X);
DUMP F;
