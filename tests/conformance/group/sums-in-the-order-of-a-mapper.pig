-- Doubles are added in the order in which the sorted map output has them; a product shows the last digits of a sum.
A = LOAD 'data/fn-types.txt' AS (k:chararray, i:int, l:long, f:float, d:double);
A = FOREACH (FILTER A BY i == 5) GENERATE k, d * 1000 AS d, d AS e;
B = FOREACH (GROUP A BY k) GENERATE group, (SUM(A.e) - 1.0) * 1.0E16, (AVG(A.e) - 0.3) * 1.0E16;
DUMP B;
B = FOREACH (GROUP A ALL) GENERATE (SUM(A.e) - 1.0) * 1.0E16;
DUMP B;
B = FOREACH (GROUP A BY k) { x = FILTER A BY d < 5000; GENERATE (SUM(x.e) - 1.0) * 1.0E16; }
DUMP B;
