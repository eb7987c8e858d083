-- map values may have a name, which a value keeps
A = LOAD 'data/types-maps.txt' AS (m:map[v:int], n:map[w:(a:int)], o:map[map[z:int]], p:map[q:bag{r:(a:int)}]);
DESCRIBE A;
B = FOREACH A GENERATE m#'a', n#'b', n#'b'.a AS c, o#'d'#'e', p#'f', m AS k:map[u:long];
DESCRIBE B;
C = FOREACH A GENERATE (map[x:int])m AS y, (map[(int)])n AS z, FLATTEN(m);
DESCRIBE C;
