=> load 'data/pairs.txt' as (k:chararray, v:int);
=> filter @ by v > 3;
dump @;
describe @;
