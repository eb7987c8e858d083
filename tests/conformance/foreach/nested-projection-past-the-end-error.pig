P = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
G = GROUP P BY k;
B = FOREACH G {
  c = DISTINCT P.$5;
  GENERATE c;
};
DUMP B;
