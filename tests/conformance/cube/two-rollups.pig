-- Two ROLLUPs, the first of two columns.
S = LOAD 'data/students.txt' AS (name:chararray, age:int, gpa:double);
T = FILTER S BY name MATCHES '[a-e].*' AND age IS NOT NULL;
B = FOREACH T GENERATE name, (chararray)age AS age, SUBSTRING(name, 0, 1) AS c;
C = CUBE B BY ROLLUP(c, name), ROLLUP(age);
D = FOREACH C GENERATE FLATTEN(group), COUNT_STAR(cube);
DUMP D;
