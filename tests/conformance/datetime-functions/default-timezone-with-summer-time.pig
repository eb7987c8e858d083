set pig.datetime.default.tz 'America/Los_Angeles';
A = load 'data/types-one.txt' as (i:int);
B = foreach A generate ToDate('2020-07-01'), ToDate('2020-01-01 10:00', 'yyyy-MM-dd HH:mm'), ToDate(0L), ToString(ToDate('2020-07-01T00:00:00Z'), 'HH:mm ZZ');
dump B;
C = load 'data/dates.txt' as (i:int, d:datetime);
dump C;
