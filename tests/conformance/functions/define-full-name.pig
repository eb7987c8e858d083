-- Functions by their full names.
DEFINE Sq org.apache.pig.builtin.SQRT();
A = LOAD 'data/types-one.txt' AS (x:int);
B = FOREACH A GENERATE Sq(x), org.apache.pig.builtin.ABS(x), org.apache.pig.builtin.IntAbs(x);
DESCRIBE B;
DUMP B;
