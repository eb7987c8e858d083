A = LOAD 'data/fn-types.txt' AS (k:chararray, i:int, s:chararray);
B = FOREACH A GENERATE REGEX_SEARCH(k);
DUMP B;
