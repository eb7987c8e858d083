A = load 'data/students.txt' as (a:chararray, b:int, c:double);
B = foreach A generate $7;
