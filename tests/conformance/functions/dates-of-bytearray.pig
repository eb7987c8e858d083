-- Date functions over untyped fields.
A = LOAD 'data/fn-dt.txt' AS (d);
A = FILTER A BY d IS NOT NULL;
B = FOREACH A GENERATE GetYear(d), ToUnixTime(d), DaysBetween(d, d), ToString(d, 'yyyy');
DESCRIBE B;
DUMP B;
