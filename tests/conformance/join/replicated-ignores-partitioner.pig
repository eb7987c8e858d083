-- A replicated join moves no rows: its partitioner is not looked up.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
C = JOIN A BY k, B BY k USING 'replicated' PARTITION BY com.example.NoSuchPartitioner;
DUMP C;
