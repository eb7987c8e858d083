-- one that it needs may not
A = LOAD 'data/types-one.txt' AS (a:int, b:chararray);
G = GROUP A BY a;
B = FOREACH G {
  d = FILTER A BY a == b;
  e = ORDER d BY b;
  GENERATE group, COUNT(e);
}
DUMP B;
