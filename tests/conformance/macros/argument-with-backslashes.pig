define w(a, e) returns b { $b = foreach $a generate $e; };
A = load 'data/types-one.txt' as (k:chararray);
B = w(A, '\'tab\\tx\', \'nl\\nx\'');
dump B;
