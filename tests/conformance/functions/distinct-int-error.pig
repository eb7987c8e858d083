A = LOAD 'data/fn-types.txt' AS (k:chararray, i:int);
B = FOREACH A GENERATE Distinct(i);
DESCRIBE B;
STORE B INTO 'out';
