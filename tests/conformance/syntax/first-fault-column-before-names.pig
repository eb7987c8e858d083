-- unknown columns before names that stand twice
A = LOAD 'data/types-one.txt' AS (a:int, b:chararray);
F = FOREACH A GENERATE a, a;
C = FOREACH A GENERATE zz;
STORE F INTO 'n1'; STORE C INTO 'n2';
