-- An option that does not exist: a usage text on standard output and an error.
A = LOAD 'files/delimiters.txt' USING PigStorage(',', '-tag');
DUMP A;
