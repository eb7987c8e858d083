A = LOAD 'data/fn-types.txt' AS (k:chararray, i:int, l:long, f:float, d:double, bi:biginteger, bd:bigdecimal, dt:datetime, s:chararray);
B = FOREACH A GENERATE ToDateISO(i), ToDateISO(), ToDateISO(dt), ToDate2ARGS(i, 'yyyy'), ToDate2ARGS('2020', 'yyyy'), ToDate3ARGS(i, 'yyyy', 'UTC'), ToDate3ARGS('2020', 'yyyy', 'Europe/Berlin');
DESCRIBE B;
DUMP B;
