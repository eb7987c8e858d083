--! reference: line 0, column 0 for casts to (map[]), (bag{}) and (tuple()), whose type has no part with a place
-- A refused cast tells its line, whatever its type.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
X = FOREACH A GENERATE v,
  (map[])k AS m;
DUMP X;
