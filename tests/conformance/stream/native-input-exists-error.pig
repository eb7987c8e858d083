-- What the job shall read exists already: nothing is run.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = MAPREDUCE 'missing.jar'
    STORE A INTO 'data' LOAD 'out' AS (k:chararray, w:chararray) `data out`;
STORE B INTO 'b';
