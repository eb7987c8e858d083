-- Streams behind streams, unions and splits, and a join of what comes out.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = STREAM A THROUGH `cat` AS (k:chararray, w:chararray);
C = STREAM B THROUGH `tr a-z A-Z` AS (k:chararray, w:chararray);
D = JOIN C BY w, A BY UPPER(w);
DUMP D;
SPLIT A INTO P IF k == 'a', Q OTHERWISE;
E = STREAM P THROUGH `cat` AS (k, w);
F = STREAM Q THROUGH `sed s/^/q/` AS (k, w);
G = UNION E, F;
H = GROUP G BY k;
I = FOREACH H GENERATE group, COUNT_STAR(G);
DUMP I;
