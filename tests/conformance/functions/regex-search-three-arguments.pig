A = LOAD 'data/fn-types.txt' AS (k:chararray, i:int, s:chararray);
B = FOREACH A GENERATE REGEX_SEARCH(k, '(a)', 1);
DESCRIBE B;
DUMP B;
C = FOREACH A GENERATE REGEX_SEARCH(i);
DESCRIBE C;
