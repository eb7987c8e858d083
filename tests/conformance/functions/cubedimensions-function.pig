-- CubeDimensions called as a function.
A = LOAD 'data/types-abc.txt' AS (a:chararray, b:chararray, c:chararray);
B = FOREACH A GENERATE CubeDimensions(a, b);
DESCRIBE B;
DUMP B;
