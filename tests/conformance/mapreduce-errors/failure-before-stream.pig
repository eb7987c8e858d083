A = load 'data/pairs.txt' as (k:chararray, v:int);
B = foreach A generate k, v, REGEX_EXTRACT(k, '[', 1) as r;
B2 = foreach A generate k, v, k as r;
C = stream B through `cat`;
store C into 'o';
