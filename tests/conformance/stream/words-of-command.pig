-- The shell gets the words with one blank between, quoted parts as they are.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
L = FILTER A BY w == 'x';
B1 = STREAM L THROUGH `echo a   b  "c   d"`;
B2 = STREAM L THROUGH `echo it"'"s`;
B3 = STREAM L THROUGH `  echo 'x'"y"z`;
B4 = STREAM L THROUGH `echo a; echo b`;
B5 = STREAM L THROUGH `cat | tr x y`;
DUMP B1;
DUMP B2;
DUMP B3;
DUMP B4;
DUMP B5;
