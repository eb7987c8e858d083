--! reference: it does not end there
-- A pattern that would take years is given up.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = FOREACH A GENERATE REPLACE('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac', '(a|aa)+[bd]', '');
DUMP B;
