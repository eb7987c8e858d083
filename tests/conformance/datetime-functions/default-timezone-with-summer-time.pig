set pig.datetime.default.tz 'America/New_York';
a = load 'data/numbers.txt' as (i:int);
a = limit a 1;
b = foreach a generate flatten(TOBAG(
    '2020-07-01', '2020-01-01T05:00', '2020-03-08T02:30:00', '2020-11-01T01:30:00', '2020-11-01T02:30:00',
    '2020-07-01T00:00:00Z', '2020-07-01T00:00:00.5+02:00', '1970-01-01', '2006-04-02T03:00', '2100-07-01', '2100-01-01'))
    as t:chararray;
store b into 'times';
c = load 'times' as (d:datetime);
d = foreach c generate d, ToString(d), ToString(d, 'yyyy-MM-dd HH:mm z zz zzz ZZZ ZZ Z'), GetHour(d), GetDay(d), ToUnixTime(d);
dump d;
e = foreach c generate d, AddDuration(d, 'P6M'), AddDuration(d, 'PT4400H'), SubtractDuration(d, 'P1M'), SubtractDuration(d, 'P184DT3H');
dump e;
f = foreach c generate DaysBetween(d, AddDuration(d, 'P6M')), HoursBetween(AddDuration(d, 'P6M'), d), MonthsBetween(d, AddDuration(d, 'PT5000H')),
    YearsBetween(ToDate(0L), d), WeeksBetween(d, ToDate(0L)), SecondsBetween(d, ToDate(0L)), MinutesBetween(d, ToDate(0L)), MilliSecondsBetween(d, ToDate(0L));
dump f;
g = foreach (limit c 1) generate ToDate(1593561600000L), ToDate(1577854800000L), ToDate('2020-07-01', 'yyyy-MM-dd'), ToDate('2020-01-01T00:00:00'),
    ToDate('2020-07-01', 'yyyy-MM-dd', 'Europe/Berlin'), ToDate('2020-07-01', 'yyyy-MM-dd', '+03:00'), ToDate('2020-07-01 00:00 +0500', 'yyyy-MM-dd HH:mm Z'),
    ToDate('2020-01-01 Asia/Tokyo', 'yyyy-MM-dd ZZZ');
dump g;
h = foreach (group c by d) generate group, AddDuration(group, 'P6M'), COUNT(c), MIN(c.d), MAX(c.d);
dump h;
i = filter c by d > ToDate('2020-01-01') and d < ToDate('2020-07-01T01:00:00');
dump i;
j = order c by d;
dump j;
k = foreach (group c all) generate MIN(c.d), MAX(c.d);
dump k;
