-- One missing file in a list.
A = LOAD 'files/odd/names/a1.txt,files/odd/names/nope.txt';
DUMP A;
