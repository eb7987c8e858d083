-- Words counted.
A = LOAD 'data/fn-lines.txt' USING TextLoader() AS (line:chararray);
B = FOREACH A GENERATE FLATTEN(TOKENIZE(line)) AS w;
C = GROUP B BY w;
D = FOREACH C GENERATE group, COUNT(B), COUNT_STAR(B);
DESCRIBE D;
DUMP D;
