-- A record whose bytes make no sense ends the run.
A = LOAD 'files/damaged.bin' USING BinStorage();
B = FOREACH A GENERATE $1;
DUMP B;
