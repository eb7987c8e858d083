-- A nested alias that is bound again after it was used.
A = LOAD 'data/orders.csv' USING PigStorage(',') AS (id:int, who:chararray, day:chararray, amt:double, state:chararray);
G = GROUP A BY SUBSTRING(day, 5, 7);
G = FOREACH G {
  D = DISTINCT A.who;
  n = SIZE(D);
  D = FILTER A BY state == 'paid';
  m = SIZE(D);
  GENERATE $0 AS mon, n AS people, m AS paid;
};
G = FILTER G BY mon >= '06' AND people > 1;
DESCRIBE G;
DUMP G;
