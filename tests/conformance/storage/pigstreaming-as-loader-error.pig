-- PigStreaming is for streams.
A = LOAD 'data/pairs.txt' USING PigStreaming();
DUMP A;
