-- A delimiter that is not one character: ::
A = LOAD 'files/delimiters.txt' USING PigStorage('::');
DUMP A;
