-- The size of a Bloom filter.
DEFINE bb BuildBloom('jenkins', 'fixed', '128', '3');
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
G = GROUP A ALL;
F = FOREACH G GENERATE SIZE(bb(A.k));
DESCRIBE F;
DUMP F;
