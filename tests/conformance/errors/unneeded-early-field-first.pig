A = load 'data/students.txt' as (a:chararray, b:(x:int), c:double);
B = foreach A generate (b.zz > 1 ? 1 : 2), nope;
C = foreach A generate
  a, nope;
dump C;
