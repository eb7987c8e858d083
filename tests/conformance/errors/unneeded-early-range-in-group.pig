A = load 'data/students.txt' as (a:chararray, b:int, c:double);
C = group A by (a..zz);
