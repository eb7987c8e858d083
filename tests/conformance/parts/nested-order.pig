--! ordered
-- A nested ORDER brings the groups into the natural order of their keys; a LIMIT on it does not.
A = LOAD 'files/types.txt' AS (i:int, l:long, f:float, d:double, s:chararray, b:boolean);
G = GROUP A BY i;
R = FOREACH G { o = ORDER A BY d; GENERATE group, COUNT(A), BagToString(o.d); }
DUMP R;
R = FOREACH G { o = ORDER A BY d DESC; t = LIMIT o 1; GENERATE group, COUNT(t); }
DUMP R;
R = FOREACH G { f = FILTER A BY d > 0; o = ORDER f BY s; GENERATE group, BagToString(o.s); }
DUMP R;
G = GROUP A BY (s, i);
R = FOREACH G { o = ORDER A BY d; GENERATE group, BagToString(o.d); }
DUMP R;
