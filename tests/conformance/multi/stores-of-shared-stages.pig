-- Several STOREs that share a LOAD, a GROUP and a JOIN.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
J = JOIN A BY k, B BY k;
G = GROUP J BY A::k;
F = FOREACH G GENERATE group, COUNT(J) AS n;
H = FILTER F BY n > 1;
STORE J INTO 'j';
STORE F INTO 'f' USING PigStorage(',');
STORE H INTO 'h';
STORE A INTO 'a';
cat j;
cat f;
cat h;
cat a;
