define UPPER LOWER();
A = load 'data/pairs.txt' as (k:chararray, v:int);
B = foreach A generate UPPER(k), org.apache.pig.builtin.UPPER(k);
dump B;
