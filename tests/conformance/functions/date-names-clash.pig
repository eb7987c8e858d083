-- Nameless dates.
A = LOAD 'data/fn-dt.txt' AS (d:datetime);
B = FOREACH A GENERATE ToDate('2020-01-01'), CurrentTime();
DESCRIBE B;
