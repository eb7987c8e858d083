-- A relation of one column of tuples of any width: the column is no row.
A = LOAD 'files/tuples.txt' AS (t:tuple());
DUMP A;
B = FILTER A BY t IS NOT NULL;
DUMP B;
C = FOREACH B GENERATE (tuple())t;
DUMP C;
P = LOAD 'files/tuples.txt';
Q = FOREACH P GENERATE TOTUPLE(*) AS z;
DESCRIBE Q;
DUMP Q;
STORE B INTO 'out';
fs -cat out/p*
