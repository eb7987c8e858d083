-- A STORE needs a name.
A = LOAD 'data/pairs.txt';
STORE A INTO '';
