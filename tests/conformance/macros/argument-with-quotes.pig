define w(a, cond) returns b { $b = filter $a by $cond; };
A = load 'data/pairs.txt' as (k:chararray, v:int);
B = w(A, 'k == \'a\'');
dump B;
