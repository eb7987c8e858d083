-- A gzip file without its end.
A = LOAD 'files/cut.gz';
DUMP A;
