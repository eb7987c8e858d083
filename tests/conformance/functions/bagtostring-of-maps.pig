A = LOAD 'files/maps-of-many-entries.txt' AS (m:map[]);
B = FOREACH A GENERATE BagToString(TOBAG(m), ','), BagToString(TOBAG(TOMAP('a', m, 'b', null)));
DUMP B;
