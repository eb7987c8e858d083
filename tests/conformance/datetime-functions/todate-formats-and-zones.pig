A = load 'data/types-one.txt' as (i:int);
B = foreach A generate ToDate('2015/03/04 05:06', 'yyyy/MM/dd HH:mm'), ToDate('04-Mar-15', 'dd-MMM-yy'), ToDate('2015-03-04 05:06:07.089 PM', 'yyyy-MM-dd hh:mm:ss.SSS a'), ToDate('2015', 'yyyy'), ToDate('20150304', 'yyyyMMdd', 'America/New_York'), ToDate('03:04', 'HH:mm', '+09:00');
describe B; dump B;
