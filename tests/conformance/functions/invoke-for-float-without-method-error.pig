A = LOAD 'data/fn-types.txt' AS (k:chararray);
DEFINE f InvokeForFloat();
B = FOREACH A GENERATE f(k);
DUMP B;
