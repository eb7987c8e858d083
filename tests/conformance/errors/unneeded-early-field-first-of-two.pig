A = load 'data/students.txt' as (a:chararray, b:(x:int), c:double);
B = foreach A generate
  a,
  b.zz;
C = foreach A generate
  a..zz;
