--! reference: it runs jars only; a jar that exits with 3 gives the same
-- A job that fails stops a DUMP.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = NATIVE 'files/fail' STORE A INTO 'in' LOAD 'data/pairs.txt' `3`;
DUMP B;
