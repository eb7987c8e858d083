-- Behind \t anything may follow; regular expressions mean nothing; letters of two bytes are one.
A = LOAD 'files/odd-delimiters.txt' USING PigStorage('\\t '); DUMP A;
A = LOAD 'files/odd-delimiters.txt' USING PigStorage('\\txyz'); DUMP A;
A = LOAD 'files/odd-delimiters.txt' USING PigStorage('*'); DUMP A;
A = LOAD 'files/odd-delimiters.txt' USING PigStorage('^'); DUMP A;
A = LOAD 'files/odd-delimiters.txt' USING PigStorage('['); DUMP A;
A = LOAD 'files/odd-delimiters.txt' USING PigStorage('\\\\'); DUMP A;
A = LOAD 'files/odd-delimiters.txt' USING PigStorage('§'); DUMP A;
A = LOAD 'files/odd-delimiters.txt' USING PigStorage('\u00a7'); DUMP A;
A = LOAD 'files/odd-delimiters.txt' USING PigStorage('\\x+41'); DUMP A;
A = LOAD 'files/odd-delimiters.txt' USING PigStorage('\\u300'); DUMP A;
