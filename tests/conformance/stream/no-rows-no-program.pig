-- Without rows the program is not started.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
E = FILTER A BY w == 'nothing';
B = STREAM E THROUGH `sh -c 'echo started; cat'`;
DUMP B;
