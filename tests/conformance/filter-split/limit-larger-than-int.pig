A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = LIMIT A 2147483648;
DUMP B;
C = ORDER A BY k, v;
D = FOREACH (GROUP A BY k) { l = LIMIT A 3000000000; GENERATE group, COUNT(l); };
DUMP D;
