-- an unknown function is found before a wrong column of the block
A = LOAD 'data/types-one.txt' AS (a:int, b:chararray);
G = GROUP A BY a;
B = FOREACH G {
  e = ORDER A BY zz;
  GENERATE NOFUNC(e);
}
DUMP B;
