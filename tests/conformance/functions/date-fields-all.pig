-- Every field of dates.
A = LOAD 'data/fn-dt.txt' AS (d:datetime);
B = FOREACH A GENERATE GetDay(d), GetHour(d), GetMilliSecond(d), GetMinute(d), GetMonth(d), GetSecond(d), GetWeek(d), GetWeekYear(d), GetYear(d), ToMilliSeconds(d);
DESCRIBE B;
DUMP B;
