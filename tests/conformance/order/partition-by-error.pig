-- ORDER takes no PARTITION BY.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = ORDER A BY k PARTITION BY org.apache.hadoop.mapreduce.lib.partition.HashPartitioner;
DUMP A;
