-- Over a tuple of the bag there is no bag P.
P = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
G = GROUP P BY k;
B = FOREACH G {
  n = COUNT(P);
  f = FILTER P BY v > n;
  GENERATE f;
};
DUMP B;
