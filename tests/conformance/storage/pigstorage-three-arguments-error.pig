-- PigStorage takes two arguments at most.
A = LOAD 'files/delimiters.txt' USING PigStorage(',', '-noschema', 'x');
DUMP A;
