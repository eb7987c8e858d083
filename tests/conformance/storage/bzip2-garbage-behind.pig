-- What follows bzip2 data and is none is passed over.
A = LOAD 'files/tail.bz2';
DUMP A;
