A = load 'data/students.txt' as (a:chararray, b:(x:int), c:double);
B = group A by a;
C = foreach B { x = foreach A generate b.zz; generate group, x; };
