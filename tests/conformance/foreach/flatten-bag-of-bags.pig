-- FLATTEN of a bag whose tuples hold bags.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
G = GROUP A BY k;
H = GROUP G ALL;
R = FOREACH H GENERATE FLATTEN(G);
S = FOREACH R GENERATE $0, FLATTEN($1);
DUMP S;
