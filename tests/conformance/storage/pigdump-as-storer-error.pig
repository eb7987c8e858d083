-- No function has this name any more.
A = LOAD 'data/pairs.txt';
STORE A INTO 'out' USING PigDump();
