-- A bzip2 file without its end.
A = LOAD 'files/cut.bz2';
DUMP A;
