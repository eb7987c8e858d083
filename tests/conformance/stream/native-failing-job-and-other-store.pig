--! reference: it runs jars only; a jar that exits with 3 gives the same
-- A job that fails takes its STORE along, not the others; it runs once.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = NATIVE 'files/fail' STORE A INTO 'in' LOAD 'data/pairs.txt' `3`;
STORE B INTO 'b';
STORE A INTO 'a';
cat a;
