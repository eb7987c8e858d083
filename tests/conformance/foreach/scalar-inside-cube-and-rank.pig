-- Values in the bags of a CUBE and behind a RANK.
A = LOAD 'data/voters.txt' AS (name:chararray, age:int, party:chararray, amt:double);
G = GROUP A ALL;
M = FOREACH G GENERATE MAX(A.amt) AS mx, MIN(A.age) AS mn;
B = FOREACH A GENERATE (party IS NULL ? 'none' : party) AS party, (age - M.mn) / 20 AS band, amt;
C = CUBE B BY CUBE(party, band);
D = FOREACH C { f = FILTER cube BY amt < M.mx; GENERATE FLATTEN(group), COUNT_STAR(f); };
DUMP D;
R = RANK A BY amt DESC;
E = FILTER R BY amt == M.mx;
DUMP E;
