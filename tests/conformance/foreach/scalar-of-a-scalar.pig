-- A value worked out with another value: means, deviations and what lies far off.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
G = GROUP A ALL;
M = FOREACH G GENERATE AVG(A.v) AS mean, COUNT(A.v) AS n;
D = FOREACH A GENERATE k, (v - M.mean) * (v - M.mean) AS sq;
DG = GROUP D ALL;
SD = FOREACH DG GENERATE SQRT(SUM(D.sq) / M.n) AS sd;
Z = FOREACH A GENERATE k, v, (v - M.mean) / SD.sd AS z, M.$1, SD.$0;
DESCRIBE Z;
DUMP Z;
U = FILTER Z BY ABS(z) > 1.0;
DUMP U;
