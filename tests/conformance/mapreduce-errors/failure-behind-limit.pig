A = load 'data/pairs.txt' as (k:chararray, v:int);
B = foreach A generate k, v, REGEX_EXTRACT(k, '[', 1) as r;
C = limit B 2; C = filter C by k is not null;
store C into 'o';
