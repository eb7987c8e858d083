-- The same relation cannot be grouped with itself; a second relation of it can.
A = LOAD 'data/students.txt' AS (name:chararray, age:int, gpa:double);
B = COGROUP A BY age, A BY age;
DUMP B;
