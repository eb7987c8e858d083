-- a wrong condition does not hide a wrong column behind it
A = LOAD 'data/types-one.txt' AS (a:int, b:chararray);
E = FILTER A BY a;
D = ORDER E BY zz;
DUMP D;
