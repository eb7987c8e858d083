-- A null argument of every function of dates, bags, tuples and maps that takes one.
-- null: ARITY AVG AddDuration BagToString BagToTuple COUNT DaysBetween GetDay GetHour GetMilliSecond
-- null: GetMinute GetMonth GetSecond GetWeek GetWeekYear GetYear HoursBetween INVERSEMAP KEYSET MAX MIN
-- null: MilliSecondsBetween MinutesBetween MonthsBetween SIZE SUBTRACT SUM SecondsBetween SubtractDuration
-- null: TOBAG TOP TOTUPLE ToDate ToMilliSeconds ToString ToUnixTime VALUELIST VALUESET WeeksBetween
-- null: YearsBetween
A = LOAD 'data/fn-all-null.txt' AS (ba, i:int, l:long, f:float, d:double, bo:boolean, dt:datetime, c:chararray, bi:biginteger, bd:bigdecimal, t:(x:int,y:chararray), g:{(x:int,y:chararray)}, gi:{(x:int)}, m:map[int], mu:map[]);
B = FOREACH A GENERATE AddDuration(dt, 'P1D'), SubtractDuration(dt, 'P1D'), DaysBetween(dt, dt), HoursBetween(dt, dt), MilliSecondsBetween(dt, dt), MinutesBetween(dt, dt), MonthsBetween(dt, dt), SecondsBetween(dt, dt), WeeksBetween(dt, dt), YearsBetween(dt, dt), GetDay(dt), GetHour(dt), GetMilliSecond(dt), GetMinute(dt), GetMonth(dt), GetSecond(dt), GetWeek(dt), GetWeekYear(dt), GetYear(dt), ToDate(c), ToDate(c, 'yyyy'), ToDate(c, 'yyyy', '+01:00'), ToMilliSeconds(dt), ToString(dt), ToString(dt, 'yyyy'), ToUnixTime(dt);
C = FOREACH A GENERATE AVG(gi), COUNT(g), MAX(gi), MIN(gi), SUM(gi), MAX(g.y), MIN(g.y), BagToString(g), BagToTuple(g), INVERSEMAP(m), KEYSET(m), VALUELIST(m), VALUESET(mu), SIZE(g), SIZE(m), SIZE(t), SUBTRACT(g, g), TOBAG(i, l), TOTUPLE(i, c), TOP(1, 0, g), ARITY(i, c);
D = FOREACH A { s = ORDER g BY x; u = DISTINCT gi; GENERATE COUNT(s), COUNT(u), SUM(u), MAX(s.x); }
DESCRIBE B;
DESCRIBE C;
DUMP B;
DUMP C;
DUMP D;
