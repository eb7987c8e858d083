-- ASSERT is a statement: there is no function of that name, in any case.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
X = FILTER A BY Assert(true, 'x');
DUMP X;
