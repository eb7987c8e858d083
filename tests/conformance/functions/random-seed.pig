-- RANDOM with a seed is java.util.Random.
DEFINE R RANDOM('42');
A = LOAD 'data/types-one.txt' AS (x:int);
B = FOREACH A GENERATE R();
DESCRIBE B;
DUMP B;
