-- The name of a UniqueID.
A = LOAD 'data/types-one.txt' AS (x:int);
B = FOREACH A GENERATE UniqueID();
DESCRIBE B;
