-- The class that Hadoop has; two parts whose rows are those of one.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = GROUP A BY k PARTITION BY org.apache.hadoop.mapreduce.lib.partition.HashPartitioner PARALLEL 2;
C = FOREACH B GENERATE group, COUNT(A);
STORE C INTO 'out';
fs -test -e out/part-r-00000;
fs -test -e out/part-r-00001;
cat out;
