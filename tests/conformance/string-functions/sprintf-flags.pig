A = load 'data/fn-strings.txt' as (i:int, s:chararray);
B = foreach A generate SPRINTF('%,d %+d %(d %o %X %e', i * 100000, i, -i, i, i + 250, (double)i);
dump B;
