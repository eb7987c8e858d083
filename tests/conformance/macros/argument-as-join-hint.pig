define j(a, b, key, how) returns c { $c = join $a by $key, $b by $key using '$how'; };
A = load 'data/pairs.txt' as (k:chararray, v:int);
B = load 'data/pairs2.txt' as (k:chararray, w:chararray);
C = j(A, B, k, 'replicated');
D = j(A, B, 'k', 'skewed');
describe C; describe D;
dump C; dump D;
