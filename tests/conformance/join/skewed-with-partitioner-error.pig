-- A skewed join has a partitioner of its own.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
C = JOIN A BY k, B BY k USING 'skewed' PARTITION BY org.apache.hadoop.mapreduce.lib.partition.HashPartitioner;
DUMP A;
