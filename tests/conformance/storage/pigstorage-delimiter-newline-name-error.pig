-- A delimiter that is not one character: \\n
A = LOAD 'files/delimiters.txt' USING PigStorage('\\n');
DUMP A;
