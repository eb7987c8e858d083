-- A class that is there and partitions nothing.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = GROUP A BY k PARTITION BY org.apache.pig.builtin.UPPER;
DUMP B;
