A = LOAD 'data/pairs.txt' AS (y:bytearray, v:int);
B = FOREACH A GENERATE VALUESET(TOMAP('a', v), y);
DESCRIBE B;
