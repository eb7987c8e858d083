-- COGROUP of three inputs, INNER on the second.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
C = LOAD 'data/students.txt' AS (name:chararray, age:int, gpa:double);
G = COGROUP A BY k, B BY k INNER, C BY name;
R = FOREACH G GENERATE group, COUNT(A), COUNT(B), COUNT(C), IsEmpty(A);
DUMP R;
