A = load 'data/sh-one.txt' as (i:int);
B = group A by i;
C = foreach B generate group, A;
describe C::A;
sh echo no
