-- ToString with formats.
A = LOAD 'data/fn-dt.txt' AS (d:datetime);
B = FOREACH A GENERATE ToString(d, 'yy/M/d H:m:s.S a'), ToString(d, 'E, MMM x-w');
DESCRIBE B;
DUMP B;
