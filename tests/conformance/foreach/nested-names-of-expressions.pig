-- The name of an expression stands for its text wherever it is used in the block: over the tuples of
-- a bag its names are those of the bag.
P = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
A = LOAD 'data/complex.txt' AS (id:int, t:(n:int, s:chararray), b:{(x:int, y:chararray)}, m:map[]);
G = GROUP P BY k;
B = FOREACH G { low = 2; high = low + 2; f = FILTER P BY v >= low AND v <= high; GENERATE group, COUNT(f), SUM(f.v), low; };
DESCRIBE B;
DUMP B;
C = FOREACH G { twice = v * 2; more = twice + 1; f = FILTER P BY more > 5; h = FOREACH f GENERATE twice AS z, more AS y, k; GENERATE group, h; };
DESCRIBE C;
DUMP C;
D = FOREACH G { w = 1; w = FILTER P BY v > w; GENERATE group, w; };
DUMP D;
E = FOREACH G { n = v; o = ORDER P BY n DESC; l = LIMIT o 1; c = P.n; GENERATE l, SUM(c); };
DESCRIBE E;
DUMP E;
F = FOREACH A { y = 'y1'; x2 = x * 2; f = FILTER b BY x2 > 0; h = FOREACH f GENERATE x, x2 AS dbl, y; GENERATE id, h; };
DESCRIBE F;
DUMP F;
H = FOREACH G { v = 5; k = 'a'; f = FILTER P BY v > 3; GENERATE group, f, v, k; };
DESCRIBE H;
DUMP H;
