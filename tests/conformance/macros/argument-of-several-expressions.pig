define w(a, cond, exprs) returns b { f = filter $a by $cond; $b = foreach f generate $exprs; };
A = load 'data/pairs.txt' as (k:chararray, v:int);
B = w(A, 'k is not null and v % 2 == 0', 'k, v * 10 as t, (v > 2 ? \'big\' : \'small\') as s');
describe B; dump B;
