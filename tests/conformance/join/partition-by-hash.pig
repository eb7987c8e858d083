-- JOIN with the partitioner of Hadoop.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
C = JOIN A BY k, B BY k PARTITION BY org.apache.hadoop.mapreduce.lib.partition.HashPartitioner PARALLEL 2;
DUMP C;
