A = load 'data/pairs.txt' as (k:chararray, v:int);
B = foreach A generate k, v, REGEX_EXTRACT(k, '[', 1) as r;
B2 = foreach A generate k, v, k as r;
X = order A by k; B = foreach X generate REGEX_EXTRACT(k, '[', 1) as r; C = filter B by r is null;
store C into 'o';
