-- A damaged input stores nothing.
A = LOAD 'files/cut.gz';
STORE A INTO 'out';
