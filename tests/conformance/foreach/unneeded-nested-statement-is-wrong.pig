-- a statement of the block that GENERATE does not need may be wrong
A = LOAD 'data/types-one.txt' AS (a:int, b:chararray);
G = GROUP A BY a;
B = FOREACH G {
  c = zz;
  d = FILTER A BY a == b;
  e = ORDER A BY b;
  GENERATE group, COUNT(e);
}
DUMP B;
