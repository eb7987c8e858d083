%declare inner 7
define m(a, inner) returns b { $b = foreach $a generate i + $inner, $inner; };
A = load 'data/types-one.txt' as (i:int);
B = m(A, 1);
dump B;
sh echo $inner
