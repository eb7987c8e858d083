-- A delimiter that is not one character: \\u002C
A = LOAD 'files/delimiters.txt' USING PigStorage('\\u002C');
DUMP A;
