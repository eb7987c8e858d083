-- Patterns that Java refuses: REPLACE, STRSPLIT and STRSPLITTOBAG give null.
A = LOAD 'files/regex-bad.txt' AS (p:chararray);
B = FOREACH A GENERATE p, REPLACE('text', p, 'x'), STRSPLIT('text', p), STRSPLITTOBAG('text', p, 2);
DUMP B;
