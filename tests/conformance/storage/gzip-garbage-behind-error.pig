-- What follows gzip data must be gzip data.
A = LOAD 'files/tail.gz';
DUMP A;
