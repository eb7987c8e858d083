--! reference: tells it where a function is first evaluated, as 2000 of a rewriting rule
set pig.datetime.default.tz 'Europe/Nowhere';
a = load 'data/numbers.txt' as (i:int);
b = foreach a generate ToDate('2020-03-29T01:59:59.999');
dump b;
