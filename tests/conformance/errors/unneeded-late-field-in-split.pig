A = load 'data/students.txt' as (a:chararray, b:(x:int), c:double);
split A into B if b.zz == 1, C if b.x == 2;
