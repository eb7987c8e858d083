A = load 'data/pairs.txt' as (k:chararray, v:int);
B = foreach A generate k, v, REGEX_EXTRACT(k, '[', 1) as r;
B2 = foreach A generate k, v, k as r;
X = group A by k; B = foreach X generate REGEX_EXTRACT(group, '[', 1) as r; C = group B by r;
store C into 'o';
