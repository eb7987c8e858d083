--! ordered
A = LOAD 'files/maps-of-many-entries.txt' AS (m:map[]);
B = FOREACH A GENERATE BagToString(KEYSET(m), ','), BagToString(VALUELIST(m), ','), BagToString(VALUESET(m), ',');
DUMP B;
C = FOREACH A GENERATE INVERSEMAP(m);
DUMP C;
D = FOREACH A GENERATE FLATTEN(m);
DUMP D;
