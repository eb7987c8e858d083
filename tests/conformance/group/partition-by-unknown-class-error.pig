-- A class of PARTITION BY is looked up when the job is made.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = GROUP A BY k PARTITION BY com.example.NoSuchPartitioner PARALLEL 2;
DESCRIBE B;
DUMP B;
