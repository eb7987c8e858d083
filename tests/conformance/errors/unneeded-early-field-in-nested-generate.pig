A = load 'data/students.txt' as (a:chararray, b:int, c:double);
B = group A by a;
C = foreach B { x = distinct A; generate group, SUM(x.zz); };
