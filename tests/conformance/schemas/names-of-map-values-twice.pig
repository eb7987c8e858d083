-- the name counts when names are compared
A = LOAD 'x' AS (m:map[v:int], n:map[v:int]);
B = FOREACH A GENERATE m#'a', n#'a';
DESCRIBE B;
