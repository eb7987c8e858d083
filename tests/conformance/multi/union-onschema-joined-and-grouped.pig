-- UNION ONSCHEMA of wider types, an outer join, a GROUP by two keys.
A = LOAD 'data/numbers.txt' AS (f1:int, f2:long, f3:double);
B = LOAD 'data/types-abc.txt' AS (f1:int, f2:int, f3:double);
C = LOAD 'data/types-abc.txt' AS (f1:int, f2:int);
U = UNION ONSCHEMA A, B;
DESCRIBE U;
J = JOIN C BY f1 LEFT OUTER, U BY f1;
P = FOREACH J GENERATE C::f1 AS f1, U::f2 AS f4, U::f3 AS f5;
G = GROUP P BY (f1, f5);
F = FOREACH G GENERATE FLATTEN(group), SUM(P.f4) AS total;
DESCRIBE F;
DUMP F;
