-- RollupDimensions called as a function.
A = LOAD 'data/types-abc.txt' AS (a:chararray, b:chararray, c:chararray);
B = FOREACH A GENERATE RollupDimensions(a, b, c);
DESCRIBE B;
DUMP B;
