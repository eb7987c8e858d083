-- Every part and every distance, also backwards, before 1970, across zones and month ends.
A = LOAD 'data/dates.txt' AS (s:chararray);
L = LIMIT A 1;
P = FOREACH L GENERATE FLATTEN(TOBAG(('2020-02-29T23:59:59.999Z', '2019-02-28T00:00:00.000+05:30'), ('1969-12-31T23:59:59.999Z', '1970-01-01T00:00:00.001Z'), ('2021-01-03T12:34:56.789-08:00', '2020-12-28'), ('0001-01-01', '9999-12-31'), ('2020-03-31', '2020-02-29'))) AS (a:chararray, b:chararray);
B = FOREACH P GENERATE ToDate(a) AS a, ToDate(b) AS b;
C = FOREACH B GENERATE YearsBetween(a, b), MonthsBetween(a, b), WeeksBetween(a, b), DaysBetween(a, b), HoursBetween(a, b), MinutesBetween(a, b), SecondsBetween(a, b), MilliSecondsBetween(a, b), YearsBetween(b, a), MonthsBetween(b, a), WeeksBetween(b, a), SecondsBetween(b, a);
D = FOREACH B GENERATE GetYear(a), GetMonth(a), GetDay(a), GetHour(a), GetMinute(a), GetSecond(a), GetMilliSecond(a), GetWeek(a), GetWeekYear(a), ToMilliSeconds(a), ToUnixTime(a), GetWeek(b), GetWeekYear(b), ToUnixTime(b);
DESCRIBE C;
DESCRIBE D;
DUMP C;
DUMP D;
