A = LOAD 'files/odd-delimiters.txt' USING PigStorage('\\u 9');
DUMP A;
