-- DISTINCT with the partitioner of Hadoop.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = DISTINCT A PARTITION BY org.apache.hadoop.mapreduce.lib.partition.HashPartitioner PARALLEL 3;
DUMP B;
