-- Blanks, signs, suffixes, hexadecimal, exponents, the edges of each type, digits of other scripts.
A = LOAD 'files/odd-numbers.txt' USING PigStorage('|') AS (n:int); DUMP A;
A = LOAD 'files/odd-numbers.txt' USING PigStorage('|') AS (n:long); DUMP A;
A = LOAD 'files/odd-numbers.txt' USING PigStorage('|') AS (n:float); DUMP A;
A = LOAD 'files/odd-numbers.txt' USING PigStorage('|') AS (n:double); DUMP A;
A = LOAD 'files/odd-numbers.txt' USING PigStorage('|') AS (n:boolean); DUMP A;
