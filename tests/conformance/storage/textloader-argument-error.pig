-- TextLoader takes no arguments.
A = LOAD 'data/pairs.txt' USING TextLoader('x');
DUMP A;
