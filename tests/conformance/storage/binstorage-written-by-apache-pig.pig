-- A file that Apache Pig 0.18.0 wrote by BinStorage: every type, nulls, nested values.
A = LOAD 'files/apache-pig.bin' USING BinStorage();
DESCRIBE A;
DUMP A;
