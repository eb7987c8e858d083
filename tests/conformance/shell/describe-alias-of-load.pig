A = load 'data/sh-one.txt' as (i:int);
describe A::i;
sh echo no
