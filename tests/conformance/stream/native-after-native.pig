--! reference: it runs jars only; with a jar that does what files/tag does it prints the same
-- Jobs in a row, each with formats of its own; the first one's rows are stored too, and joined.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = NATIVE 'files/tag' STORE A INTO 'in1' USING PigStorage(',') LOAD 'out1' USING PigStorage(',') AS (k:chararray, w:chararray) `in1 out1 !`;
C = FILTER B BY k == 'a';
D = NATIVE 'files/tag' ('one.jar', 'two.jar') STORE C INTO 'in2' LOAD 'out2' AS (k:chararray, w:chararray) `in2 out2  ?`;
E = JOIN B BY w, A BY CONCAT(w, '!'), D BY SUBSTRING(w, 0, 2);
STORE B INTO 'b';
STORE E INTO 'e';
cat b;
cat e;
