A = LOAD 'data/fn-types.txt' AS (k:chararray);
B = FOREACH A GENERATE ToDate2ARGS('2020');
DUMP B;
