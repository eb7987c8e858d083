-- A cast to tuple() forgets the fields; FLATTEN of an untyped map has an unknown schema.
A = LOAD 'data/complex.txt' AS (i:int, t:(p:int, q:chararray), b:{(r:int, s:chararray)}, m:map[]);
B = FOREACH A GENERATE (tuple())t AS u, i;
DESCRIBE B;
DUMP B;
N = FILTER A BY m IS NOT NULL;
D = FOREACH N GENERATE i, FLATTEN(m);
DESCRIBE D;
DUMP D;
E = FOREACH A GENERATE i, FLATTEN(m) AS (k, v);
DESCRIBE E;
DUMP E;
