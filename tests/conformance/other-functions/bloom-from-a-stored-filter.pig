define BB BuildBloom('murmur', 'fixed', '64', '3');
A = load 'data/pairs.txt' as (k:chararray, v:int);
B = foreach (group A all) generate BB(A.k);
store B into 'bl' using BinStorage();
exec;
define BL Bloom('bl');
C = filter A by BL(k);
dump C;
