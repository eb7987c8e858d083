-- An ASSERT behind a branch leaves the other alone.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = FOREACH A GENERATE k;
ASSERT A BY v < 5 OR v IS NULL;
DUMP B;
