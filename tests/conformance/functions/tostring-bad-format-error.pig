-- ToString with a letter that means nothing.
A = LOAD 'data/fn-dt.txt' AS (d:datetime);
B = FOREACH A GENERATE ToString(d, 'bbb');
DESCRIBE B;
DUMP B;
