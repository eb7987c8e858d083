A = load 'data/pairs.txt' as (k:chararray, v:int);
B = foreach A generate k, v, REGEX_EXTRACT(k, '[', 1) as r;
X = load 'data/pairs2.txt' as (k:chararray, w:chararray); C = join B by r, X by k using 'skewed';
store C into 'o';
