-- Dimensions of numbers are numbers in JSON, and of their type in the schema stored beside.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = FILTER A BY v IS NOT NULL AND k IS NOT NULL;
C = CUBE B BY ROLLUP(k, v);
D = FOREACH C GENERATE FLATTEN(group), COUNT_STAR(cube) AS n, group AS g;
STORE D INTO 'out' USING JsonStorage();
fs -cat out/p*
fs -cat out/.pig_schema
