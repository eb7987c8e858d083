A = LOAD 'data/fn-types.txt' AS (k:chararray, i:int, s:chararray);
DEFINE h HiveUDF('upper');
B = FOREACH A GENERATE h(k);
DUMP B;
