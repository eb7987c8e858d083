-- GROUP by a condition and by a quotient.
A = LOAD 'data/voters.txt' AS (name:chararray, age:int, party:chararray, amt:double);
G = GROUP A BY (age > 40 ? true : false);
R = FOREACH G GENERATE group, COUNT(A), MAX(A.amt), MIN(A.name);
DUMP R;
H = GROUP A BY (double)age / 2.0;
S = FOREACH H GENERATE group, COUNT(A);
DUMP S;
