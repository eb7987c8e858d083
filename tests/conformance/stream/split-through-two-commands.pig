-- Both branches of a SPLIT through commands, then UNION, JOIN and STOREs.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
SPLIT A INTO X IF v > 2, Y OTHERWISE;
SX = STREAM X THROUGH `sed 's/^/x/'` AS (k:chararray, v:int);
SY = STREAM Y THROUGH `sed 's/^/y/'` AS (k:chararray, v:int);
U = UNION SX, SY;
DUMP U;
J = JOIN SX BY v LEFT, SY BY v;
DUMP J;
STORE U INTO 'o';
STORE SX INTO 'o2';
cat o2
