%declare x 5 ;
A = LOAD 'data/types-one.txt' AS (a:int);
B = FILTER A BY a == $x;
DESCRIBE B;
