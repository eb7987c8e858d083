-- the order of a map's entries: as it was read, and after a job has written and read it
A = LOAD 'data/types-map-order.txt' AS (m:map[int]);
DUMP A;
STORE A INTO 'plain';
cat plain
D = DISTINCT A;
STORE D INTO 'shuffled';
cat shuffled
G = GROUP A ALL;
B = FOREACH G GENERATE A;
DUMP B;
