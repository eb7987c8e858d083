A = load 'data/pairs.txt' as (k:chararray, v:int);
B = foreach A generate k, {(v, k)} as b, TOMAP(k, v) as m, (k, v) as t;
store B into 'o';
cat o
C = load 'o' as (k:chararray, b:{(v:int, k:chararray)}, m:map[int], t:(k:chararray, v:int));
dump C;
