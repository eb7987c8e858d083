A = load 'data/types-abc.txt' as (a:int, b:long, c:double);
B = foreach A generate ROUND_TO(c / 3, 0), ROUND_TO(c * 1000 / 7, -1), ROUND_TO((float)c / 3, 3), ROUND_TO(c / 7, 4, 0), ROUND_TO(c / 7, 4, 1), ROUND_TO(c / 7, 4, 2), ROUND_TO(c / 7, 4, 3), ROUND_TO(c / 7, 20);
describe B; dump B;
