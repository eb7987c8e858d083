-- FOREACH, FILTER and FLATTEN over a bag that was read.
A = LOAD 'data/complex.txt' AS (id:int, t:(n:int, s:chararray), b:{(x:int, y:chararray)}, m:map[]);
B = FOREACH A {
  c = FOREACH b GENERATE x + 1 AS xx, y, CONCAT(y, '!') AS z;
  d = FILTER c BY xx > 1;
  e = FOREACH d GENERATE TOTUPLE(xx, z) AS tt;
  GENERATE id, c.xx, e, FLATTEN(d);
};
DESCRIBE B;
DUMP B;
