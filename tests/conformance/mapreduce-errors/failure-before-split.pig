A = load 'data/pairs.txt' as (k:chararray, v:int);
B = foreach A generate k, v, REGEX_EXTRACT(k, '[', 1) as r;
split B into C if k is null, D if k is not null; store D into 'd';
store C into 'o';
