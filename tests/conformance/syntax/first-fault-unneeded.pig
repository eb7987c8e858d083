-- what no STORE needs may be wrong
A = LOAD 'data/types-one.txt' AS (a:int, b:chararray);
B = FILTER A BY zz == 1;
C = FOREACH A GENERATE a, a;
STORE A INTO 'n1';
cat n1;
