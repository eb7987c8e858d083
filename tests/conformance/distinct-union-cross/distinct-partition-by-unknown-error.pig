-- DISTINCT looks its partitioner up.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = DISTINCT A PARTITION BY com.example.NoSuchPartitioner;
DUMP B;
