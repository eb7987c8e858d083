A = load 'data/types-tuples.txt' as (t:tuple(a:int, b:tuple(c:chararray, d:double)));
dump A;
store A into 'o' using PigStorage('\t', '-schema');
cat o/.pig_schema
