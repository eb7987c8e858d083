-- types are looked at from the STOREs, in their order
A = LOAD 'data/types-one.txt' AS (a:int, b:chararray);
D = FOREACH A GENERATE a + b;
F = FOREACH A GENERATE -b;
STORE F INTO 'n1'; STORE D INTO 'n2';
