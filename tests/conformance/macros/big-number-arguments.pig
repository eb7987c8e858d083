-- numbers are handed to a macro as they are written
DEFINE n(a, v) RETURNS b { $b = FILTER $a BY a == $v; };
A = LOAD 'data/types-one.txt' AS (a:bigdecimal);
B = n(A, 1.0BD);
C = n(B, 1BI);
D = n(C, '1');
E = n(D, 1);
DESCRIBE E;
DUMP E;
