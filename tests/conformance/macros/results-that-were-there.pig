define p(a) returns b, c { $b = filter $a by v > 2; $c = filter $a by v <= 2; };
A = load 'data/pairs.txt' as (k:chararray, v:int);
X, Y = p(A);
Y, X = p(A);
dump X;
describe Y;
