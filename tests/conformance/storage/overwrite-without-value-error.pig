-- -overwrite alone is false.
A = LOAD 'data/pairs.txt';
STORE A INTO 'files/odd/names' USING PigStorage(',', '-overwrite');
