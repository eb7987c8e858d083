A = load 'data/pairs.txt' as (k:chararray, v:int);
B = foreach A generate k, v, REGEX_EXTRACT(k, '[', 1) as r;
B2 = foreach A generate k, v, k as r;
C = foreach B generate r, flatten(STRSPLIT(k,'x')) as (q);
store C into 'o';
