-- A folder whose name begins with an underscore is not read.
A = LOAD 'files/odd/names/_priv';
DUMP A;
