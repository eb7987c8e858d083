-- Columns that an input lacks are null; a qualified name goes with the plain one, qualified ones stay apart.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
X = FOREACH A GENERATE v, k;
Y = FOREACH A GENERATE k, (long)v + 1 AS q, v;
Z = UNION ONSCHEMA X, Y;
DESCRIBE Z;
DUMP Z;
G = JOIN X BY v, Y BY v;
H = FOREACH A GENERATE v;
K = FOREACH G GENERATE X::v, Y::q;
Z2 = UNION ONSCHEMA K, H;
DESCRIBE Z2;
DUMP Z2;
Z3 = UNION ONSCHEMA H, K;
DESCRIBE Z3;
K2 = FOREACH G GENERATE X::v, X::k;
K3 = FOREACH G GENERATE Y::v, Y::q;
Z4 = UNION ONSCHEMA K2, K3, H;
