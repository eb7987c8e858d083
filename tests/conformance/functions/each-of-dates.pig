A = LOAD 'data/fn-types.txt' AS (k:chararray, i:int, l:long,
    f:float, d:double, bi:biginteger, bd:bigdecimal,
    dt:datetime, s:chararray);
D = LOAD 'data/fn-types.txt' AS (k, i, l, f, d, bi, bd, dt, s);
-- normal, null: GetDay GetHour GetMilliSecond GetMinute GetMonth GetSecond GetWeek GetWeekYear GetYear ToMilliSeconds ToUnixTime DaysBetween HoursBetween MilliSecondsBetween MinutesBetween SecondsBetween WeeksBetween MonthsBetween YearsBetween
B = FOREACH A GENERATE GetDay(dt), GetHour(dt), GetMilliSecond(dt), GetMinute(dt), GetMonth(dt), GetSecond(dt), GetWeek(dt), GetWeekYear(dt), GetYear(dt), ToMilliSeconds(dt), ToUnixTime(dt);
DUMP B;
B = FOREACH A GENERATE DaysBetween(dt, ToDate('2020-01-31T10:00:00Z')), HoursBetween(dt, ToDate('2020-01-31T10:00:00Z')), MilliSecondsBetween(dt, ToDate('2020-01-31T10:00:00Z')), MinutesBetween(dt, ToDate('2020-01-31T10:00:00Z')), SecondsBetween(dt, ToDate('2020-01-31T10:00:00Z')), WeeksBetween(dt, ToDate('2020-01-31T10:00:00Z')), MonthsBetween(dt, ToDate('2020-01-31T10:00:00Z')), YearsBetween(dt, ToDate('2020-01-31T10:00:00Z'));
DUMP B;
B = FOREACH A GENERATE DaysBetween(ToDate('2020-01-31T10:00:00Z'), dt), HoursBetween(ToDate('2020-01-31T10:00:00Z'), dt), MilliSecondsBetween(ToDate('2020-01-31T10:00:00Z'), dt), MinutesBetween(ToDate('2020-01-31T10:00:00Z'), dt), SecondsBetween(ToDate('2020-01-31T10:00:00Z'), dt), WeeksBetween(ToDate('2020-01-31T10:00:00Z'), dt), MonthsBetween(ToDate('2020-01-31T10:00:00Z'), dt), YearsBetween(ToDate('2020-01-31T10:00:00Z'), dt);
DUMP B;
-- normal, null: AddDuration SubtractDuration ToString ToDate ToDateISO ToDate2ARGS ToDate3ARGS
B = FOREACH A GENERATE AddDuration(dt, 'P1M2DT3H'), SubtractDuration(dt, 'P1Y'), AddDuration(dt, (i IS NULL ? null : 'PT1S')), ToString(dt), ToString(dt, 'yyyy/MM/dd HH'), ToString(dt, (i IS NULL ? null : 'EEE')), ToDate(l);
DUMP B;
T = FOREACH A GENERATE ToString(dt) AS t;
B = FOREACH T GENERATE ToDate(t), ToDate(SUBSTRING(t, 0, 10), 'yyyy-MM-dd'), ToDate(SUBSTRING(t, 0, 10), 'yyyy-MM-dd', '+03:00'), ToDateISO(t), ToDate2ARGS(SUBSTRING(t, 0, 4), 'yyyy'), ToDate3ARGS(SUBSTRING(t, 0, 4), 'yyyy', 'UTC');
DUMP B;
-- normal, null, edge: CurrentTime
B = FOREACH A GENERATE (CurrentTime() > ToDate(0L) ? 1 : 0), (CurrentTime(null) > dt ? 1 : 0), (CurrentTime(i, s) IS NULL ? 1 : 0);
DUMP B;
-- edge: GetDay GetHour GetMilliSecond GetMinute GetMonth GetSecond GetWeek GetWeekYear GetYear ToMilliSeconds ToUnixTime DaysBetween HoursBetween MilliSecondsBetween MinutesBetween SecondsBetween WeeksBetween MonthsBetween YearsBetween AddDuration SubtractDuration ToString
E = FOREACH (LIMIT A 1) GENERATE FLATTEN(TOBAG(ToDate(0L), ToDate(-1L), ToDate(951782399999L), ToDate('2020-12-31T23:59:59.999+14:00'), ToDate('0001-01-01'), ToDate('-0001-03-01'), ToDate('9999-12-31T23:59:59.999Z'), ToDate('2021-01-03T12:00-11:30'))) AS dt:datetime;
B = FOREACH E GENERATE GetDay(dt), GetHour(dt), GetMilliSecond(dt), GetMinute(dt), GetMonth(dt), GetSecond(dt), GetWeek(dt), GetWeekYear(dt), GetYear(dt), ToMilliSeconds(dt), ToUnixTime(dt);
DUMP B;
B = FOREACH E GENERATE DaysBetween(dt, ToDate('2020-02-29T00:00:00Z')), HoursBetween(dt, ToDate('2020-02-29T00:00:00Z')), MilliSecondsBetween(dt, ToDate('2020-02-29T00:00:00Z')), MinutesBetween(dt, ToDate('2020-02-29T00:00:00Z')), SecondsBetween(dt, ToDate('2020-02-29T00:00:00Z')), WeeksBetween(dt, ToDate('2020-02-29T00:00:00Z')), MonthsBetween(dt, ToDate('2020-02-29T00:00:00Z')), YearsBetween(dt, ToDate('2020-02-29T00:00:00Z'));
DUMP B;
B = FOREACH E GENERATE dt, AddDuration(dt, 'P1M'), AddDuration(dt, 'PT0S'), SubtractDuration(dt, 'P1Y1M1W1DT1H1M1.5S'), ToString(dt, 'GGG yyyy xxxx ww e DDD HH:mm:ss.SSS Z');
DUMP B;
-- edge: ToDate ToDateISO ToDate2ARGS ToDate3ARGS
B = FOREACH (LIMIT A 1) GENERATE ToDate(-62135596800000L), ToDate('2020'), ToDate('2020-W53-7'), ToDate('2020-366T23:59:59,5+01'), ToDate('29/Feb/20 11 PM', 'dd/MMM/yy hh a'), ToDate('12', 'HH'), ToDate('2020-03-29 02:30', 'yyyy-MM-dd HH:mm', 'Asia/Tokyo'), ToDateISO(2020), ToDateISO(), ToDate2ARGS(20, 'HH'), ToDate3ARGS(1.5, 'y.M', 'UTC');
DUMP B;
