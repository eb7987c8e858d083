-- A file of no bytes is no gzip file.
A = LOAD 'files/empty.gz';
DUMP A;
