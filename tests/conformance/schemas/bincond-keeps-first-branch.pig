-- a bincond is described as its first branch
A = LOAD 'data/types-one.txt' AS (i:int, s:chararray, x, t:(a:int,b:chararray), bg:{(p:int,q:long)}, m:[], bo:boolean);
B = FOREACH A GENERATE (bo ? t : (1,2)) AS a, (bo ? (1,2) : t) AS b, (bo ? bg : {}) AS c, (bo ? {} : bg) AS d, (bo ? m : ['a'#1]) AS e, (bo ? (1, 2) : (1.5, 'x')) AS f;
DESCRIBE B;
