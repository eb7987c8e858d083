-- Sort keys are not noted; a header names what has no name by its place.
A = LOAD 'data/pairs.txt' AS (a:int, b:chararray);
B = ORDER A BY a DESC, b;
STORE B INTO 'out/order' USING PigStorage(',', '-schema');
C = GROUP A BY a;
STORE C INTO 'out/group' USING PigStorage('|', '-schema');
D = FOREACH A GENERATE TOMAP(b, a) AS m:map[int], (a, b) AS t, a + 1, TOBAG(a) AS g;
STORE D INTO 'out/each' USING PigStorage('|', '-schema');
exec;
cat out/order/.pig_schema
cat out/order/.pig_header
cat out/group/.pig_schema
cat out/group/.pig_header
cat out/each/.pig_schema
cat out/each/.pig_header
