A = load 'data/students.txt' as (a:chararray, b:(x:int), c:double);
B = filter A by b.zz == 1;
