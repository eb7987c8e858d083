-- What stands between records is passed over.
A = LOAD 'files/junk.bin' USING BinStorage();
B = FOREACH A GENERATE $1;
DUMP B;
