-- T = STORE A: T is A
A = LOAD 'data/types-one.txt' AS (a:int, b:chararray);
T = STORE A INTO 'stored';
DESCRIBE T;
B = FOREACH T GENERATE a + 1;
DESCRIBE B;
