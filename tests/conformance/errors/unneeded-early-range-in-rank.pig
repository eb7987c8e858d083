A = load 'data/students.txt' as (a:chararray, b:(x:int), c:double);
B = rank A by a..zz;
