A = LOAD 'data/pairs.txt' AS (y:bytearray, v:int);
B = FOREACH A GENERATE BagToTuple(y);
DESCRIBE B;
