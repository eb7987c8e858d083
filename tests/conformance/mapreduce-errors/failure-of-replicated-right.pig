A = load 'data/pairs.txt' as (k:chararray, v:int);
B = foreach A generate k, v, REGEX_EXTRACT(k, '[', 1) as r;
X = load 'data/pairs2.txt' as (k:chararray, w:chararray); C = join X by k, B by r using 'replicated';
store C into 'o';
