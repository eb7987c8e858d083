-- SIZE and IsEmpty of the bags of a COGROUP.
A = LOAD 'data/voters.txt' AS (name:chararray, age:int, reg:chararray, contrib:double);
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
G = COGROUP A BY reg, B BY k;
X = FOREACH G GENERATE group, SIZE(A), SIZE(B), IsEmpty(B), SIZE(A.name);
DUMP X;
