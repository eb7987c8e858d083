-- -overwrite false leaves what is there.
A = LOAD 'data/pairs.txt';
STORE A INTO 'files/odd/names' USING PigStorage(',', '-overwrite false');
