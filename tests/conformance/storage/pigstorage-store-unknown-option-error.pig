-- A wrong option of a STORE is found before anything runs.
A = LOAD 'files/delimiters.txt';
STORE A INTO 'out' USING PigStorage(',', '-foo');
