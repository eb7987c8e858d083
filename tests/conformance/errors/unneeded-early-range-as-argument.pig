A = load 'data/students.txt' as (a:chararray, b:int, c:double);
C = foreach A generate CONCAT(a..zz);
