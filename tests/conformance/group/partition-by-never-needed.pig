-- A partitioner that is not there matters only to who needs its rows.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = DISTINCT A PARTITION BY com.example.NoSuchPartitioner;
DESCRIBE B;
DUMP A;
