-- .pig_header and .pig_schema where a column has no name.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = FOREACH A GENERATE k, v + 1;
STORE B INTO 'o' USING PigStorage('\t', '-schema');
cat o/.pig_header
cat o/.pig_schema
STORE B INTO 'j' USING JsonStorage();
cat j/part-m-00000
