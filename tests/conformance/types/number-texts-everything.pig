-- Texts that Java and Apache Pig read as numbers, or not: as chararray, as bytes, when loaded.
A = LOAD 'data/fn-number-texts.txt' USING PigStorage('|') AS (s:chararray);
B = LOAD 'data/fn-number-texts.txt' USING PigStorage('|') AS (b);
A1 = FOREACH A GENERATE s, (int)s AS i, (long)s AS l, (float)s AS f, (double)s AS d;
B1 = FOREACH B GENERATE b, (int)b AS i, (long)b AS l, (float)b AS f, (double)b AS d;
F = LOAD 'data/fn-number-texts.txt' USING PigStorage('|') AS (f:float);
D = LOAD 'data/fn-number-texts.txt' USING PigStorage('|') AS (d:double);
DUMP A1;
DUMP B1;
DUMP F;
DUMP D;
