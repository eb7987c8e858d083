-- Commands are run by bash.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
L = FILTER A BY w == 'x';
B1 = STREAM L THROUGH `cat <(echo hi)`;
DUMP B1;
