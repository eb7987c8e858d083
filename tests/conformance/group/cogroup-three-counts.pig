-- Three relations, of which a key may be in one, two or all; nulls stay apart.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
S = LOAD 'data/students.txt' AS (name:chararray, age:int, gpa:double);
C = COGROUP A BY k, B BY k, S BY name;
D = FOREACH C GENERATE group, COUNT_STAR(A), COUNT_STAR(B), COUNT_STAR(S);
DUMP D;
