-- CROSS of a bag with a filtered copy of itself.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
G = GROUP A BY k;
R = FOREACH G { x = FILTER A BY v > 1; y = CROSS A, x; GENERATE group, COUNT_STAR(y), y; };
DUMP R;
