-- PigStreaming is for streams.
A = LOAD 'data/pairs.txt';
STORE A INTO 'out' USING PigStreaming();
