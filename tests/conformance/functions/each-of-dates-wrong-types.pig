--! stdin
A = LOAD 'data/fn-types.txt' AS (k:chararray, i:int, l:long,
    f:float, d:double, bi:biginteger, bd:bigdecimal,
    dt:datetime, s:chararray);
-- wrong type: GetDay GetHour GetMilliSecond GetMinute GetMonth
-- wrong type: GetSecond GetWeek GetWeekYear GetYear
-- wrong type: ToMilliSeconds ToUnixTime DaysBetween
-- wrong type: HoursBetween MilliSecondsBetween MinutesBetween
-- wrong type: SecondsBetween WeeksBetween MonthsBetween
-- wrong type: YearsBetween AddDuration SubtractDuration
-- wrong type: ToString ToDate
B = FOREACH A GENERATE GetDay(s);
B = FOREACH A GENERATE GetDay(l);
B = FOREACH A GENERATE GetHour(s);
B = FOREACH A GENERATE GetHour(l);
B = FOREACH A GENERATE GetMilliSecond(s);
B = FOREACH A GENERATE GetMilliSecond(l);
B = FOREACH A GENERATE GetMinute(s);
B = FOREACH A GENERATE GetMinute(l);
B = FOREACH A GENERATE GetMonth(s);
B = FOREACH A GENERATE GetMonth(l);
B = FOREACH A GENERATE GetSecond(s);
B = FOREACH A GENERATE GetSecond(l);
B = FOREACH A GENERATE GetWeek(s);
B = FOREACH A GENERATE GetWeek(l);
B = FOREACH A GENERATE GetWeekYear(s);
B = FOREACH A GENERATE GetWeekYear(l);
B = FOREACH A GENERATE GetYear(s);
B = FOREACH A GENERATE GetYear(l);
B = FOREACH A GENERATE ToMilliSeconds(s);
B = FOREACH A GENERATE ToMilliSeconds(l);
B = FOREACH A GENERATE ToUnixTime(s);
B = FOREACH A GENERATE ToUnixTime(l);
B = FOREACH A GENERATE DaysBetween(s, s);
B = FOREACH A GENERATE DaysBetween(dt);
B = FOREACH A GENERATE HoursBetween(s, s);
B = FOREACH A GENERATE HoursBetween(dt);
B = FOREACH A GENERATE MilliSecondsBetween(s, s);
B = FOREACH A GENERATE MilliSecondsBetween(dt);
B = FOREACH A GENERATE MinutesBetween(s, s);
B = FOREACH A GENERATE MinutesBetween(dt);
B = FOREACH A GENERATE SecondsBetween(s, s);
B = FOREACH A GENERATE SecondsBetween(dt);
B = FOREACH A GENERATE WeeksBetween(s, s);
B = FOREACH A GENERATE WeeksBetween(dt);
B = FOREACH A GENERATE MonthsBetween(s, s);
B = FOREACH A GENERATE MonthsBetween(dt);
B = FOREACH A GENERATE YearsBetween(s, s);
B = FOREACH A GENERATE YearsBetween(dt);
B = FOREACH A GENERATE AddDuration(dt);
B = FOREACH A GENERATE AddDuration(dt, i);
B = FOREACH A GENERATE AddDuration(s, s);
B = FOREACH A GENERATE SubtractDuration(dt, dt);
B = FOREACH A GENERATE SubtractDuration(l, s);
B = FOREACH A GENERATE ToString(l);
B = FOREACH A GENERATE ToString(dt, i);
B = FOREACH A GENERATE ToString(s);
B = FOREACH A GENERATE ToString(dt, s, s);
B = FOREACH A GENERATE ToString(f, s);
B = FOREACH A GENERATE ToDate(d);
B = FOREACH A GENERATE ToDate(bd);
B = FOREACH A GENERATE ToDate(dt);
B = FOREACH A GENERATE ToDate(s, i);
B = FOREACH A GENERATE ToDate(s, s, i);
B = FOREACH A GENERATE ToDate(i, s);
B = FOREACH A GENERATE ToDate();
B = FOREACH A GENERATE ToDate(s, s, s, s);
B = FOREACH A GENERATE ToDate(TOBAG(i));
-- wrong type: CurrentTime
B = FOREACH A GENERATE CurrentTime('x') > 1;
DUMP B;
-- wrong type: ToDateISO
B = FOREACH A GENERATE ToDateISO('x');
DUMP B;
-- wrong type: ToDate2ARGS
B = FOREACH A GENERATE ToDate2ARGS(s, i);
DUMP B;
-- wrong type: ToDate3ARGS
B = FOREACH A GENERATE ToDate3ARGS(s, s, 'x');
DUMP B;
