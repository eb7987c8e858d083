-- Every way to write a delimiter: as it is, and with a backslash and t, u (decimal), x (hexadecimal).
A = LOAD 'files/delimiters.txt' USING PigStorage('|'); DUMP A;
A = LOAD 'files/delimiters.txt' USING PigStorage('\\t'); DUMP A;
A = LOAD 'files/delimiters.txt' USING PigStorage('\u0001'); DUMP A;
A = LOAD 'files/delimiters.txt' USING PigStorage('\\u0001'); DUMP A;
A = LOAD 'files/delimiters.txt' USING PigStorage('\\x01'); DUMP A;
A = LOAD 'files/delimiters.txt' USING PigStorage('\\x7C'); DUMP A;
A = LOAD 'files/delimiters.txt' USING PigStorage('\\u0044'); DUMP A;
A = LOAD 'files/delimiters.txt' USING PigStorage('.'); DUMP A;
A = LOAD 'files/delimiters.txt' USING PigStorage(' '); DUMP A;
A = LOAD 'files/delimiters.txt' USING PigStorage('\\'); DUMP A;
A = LOAD 'files/delimiters.txt' USING PigStorage('\n'); DUMP A;
