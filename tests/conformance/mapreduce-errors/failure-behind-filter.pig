-- a failure that a FILTER pulls out of the FOREACH before it has lost its number
A = load 'data/pairs.txt' as (k:chararray, v:int);
B = foreach A generate k, v, REGEX_EXTRACT(k, '[', 1) as r;
C = filter B by r is not null;
store C into 'o';
