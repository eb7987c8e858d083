-- The column of -tagFile counts as the first, whatever is taken of the rest.
A = LOAD 'files/delimiters.txt' USING PigStorage(',', '-tagFile') AS (f:chararray, a:chararray, b:chararray);
B = FOREACH A GENERATE b; DUMP B;
C = FOREACH A GENERATE f; DUMP C;
D = FOREACH A GENERATE b, f; DUMP D;
E = LOAD 'files/delimiters.txt' USING PigStorage(',', '-tagFile');
F = FOREACH E GENERATE $1; DUMP F;
G = FOREACH E GENERATE $0, $2; DUMP G;
H = LOAD 'files/delimiters.txt' USING PigStorage(',', '-tagPath') AS (f, a, b);
I = FOREACH H GENERATE a; DUMP I;
