-- Relations of other widths: no schema.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = LOAD 'data/students.txt' AS (name:chararray, age:int, gpa:double);
C = FILTER B BY name == 'kim';
D = UNION A, C;
DESCRIBE D;
DUMP D;
E = FOREACH D GENERATE $0;
DUMP E;
