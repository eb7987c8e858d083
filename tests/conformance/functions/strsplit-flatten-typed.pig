-- STRSPLIT flattened with names and types.
A = LOAD 'data/orders.csv' USING TextLoader() AS (line:chararray);
B = FOREACH A GENERATE FLATTEN(STRSPLIT(line, ',', 3)) AS (a:chararray, b:chararray, c:chararray);
DESCRIBE B;
C = GROUP B BY b;
D = FOREACH C GENERATE group, COUNT(B);
DUMP D;
