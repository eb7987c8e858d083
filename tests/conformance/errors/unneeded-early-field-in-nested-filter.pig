A = load 'data/students.txt' as (a:chararray, b:(x:int), c:double);
B = group A by a;
C = foreach B { x = filter A by b.zz == 1; generate group, x; };
