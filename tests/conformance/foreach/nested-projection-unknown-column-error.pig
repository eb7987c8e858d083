-- A projection as a statement looks for its columns as GENERATE does.
P = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
G = GROUP P BY k;
B = FOREACH G {
  f = FILTER P BY v > 1;
  c = f.(k, zz);
  GENERATE c;
};
DUMP B;
