A = load 'data/students.txt' as (a:chararray, b:int, c:double);
B = group A by a;
C = foreach B { x = A.zz; generate group, x; };
