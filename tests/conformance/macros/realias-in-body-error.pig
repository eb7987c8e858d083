-- B = A in a macro does not see the aliases of the body
DEFINE m(a) RETURNS b {
  c = FILTER $a BY a == 1;
  d = c;
  $b = FILTER d BY a == 2;
};
A = LOAD 'data/types-one.txt' AS (a:int);
B = m(A);
DESCRIBE B;
