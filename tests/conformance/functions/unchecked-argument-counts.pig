-- Functions that do not say what they take: missing arguments give null, more are ignored.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
F = FILTER A BY k IS NOT NULL AND v IS NOT NULL;
B = FOREACH F GENERATE k, EqualsIgnoreCase(), EqualsIgnoreCase(k, 'A', v), INDEXOF(), INDEXOF(k), INDEXOF(k, 'b', 0, 1), INDEXOF(k, v), UCFIRST(), UCFIRST(k, v), LCFIRST(), LCFIRST(k, 'x'), ARITY(), ARITY(k, v, k);
DESCRIBE B;
DUMP B;
