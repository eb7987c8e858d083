-- %t: a long as a date.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = LIMIT A 1;
C = FOREACH B GENERATE SPRINTF('%tH|%<tI|%<tk|%<tl|%<tM|%<tS|%<tL|%<tN|%<tp|%<Tp|%<tz|%<tZ|%<ts|%<tQ', 1577934245678L), SPRINTF('%tB|%<tb|%<th|%<tA|%<ta|%<tC|%<tY|%<ty|%<tj|%<tm|%<td|%<te', 1577934245678L);
D = FOREACH B GENERATE SPRINTF('%tR|%<tT|%<tr|%<tD|%<tF|%<tc|%<TA|%<20tF|%<-20tF|', 1577934245678L), SPRINTF('%tF %<tT.%<tL %<ts %<tQ %<tN', -1L), SPRINTF('%tl %<tI %<tp', 0L), SPRINTF('%tY', null);
DUMP C;
DUMP D;
