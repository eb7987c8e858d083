-- Durations added to and taken from fields.
A = LOAD 'data/fn-dt.txt' AS (d:datetime);
B = FOREACH A GENERATE AddDuration(d, 'P1M'), AddDuration(d, 'PT36H'), SubtractDuration(d, 'P1Y2M'), SubtractDuration(d, 'P1W');
DESCRIBE B;
DUMP B;
