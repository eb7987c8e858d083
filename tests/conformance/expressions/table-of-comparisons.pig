-- each pair of types that can be compared, as equal or in order
A = LOAD 'x' AS (i:int, l:long, f:float, d:double, bi:biginteger, bd:bigdecimal, bo:boolean, dt:datetime, s:chararray, x:bytearray, t0:tuple(), t1:tuple(a:int), t2:tuple(a:int,b:chararray), t3:tuple(b:int,c:int), t4:tuple(a:tuple(a:int)), b0:bag{}, b1:bag{(a:int)}, b2:bag{(a:int,b:chararray)}, b3:bag{q:(c:long,d:long)}, m0:map[], mi:map[int], ms:map[chararray], mt:map[tuple(a:int)]);
B0 = FOREACH A GENERATE
  (i == i ? 1 : 0) AS c0,
  (i == l ? 1 : 0) AS c1,
  (i == f ? 1 : 0) AS c2,
  (i == d ? 1 : 0) AS c3,
  (i == bi ? 1 : 0) AS c4,
  (i == bd ? 1 : 0) AS c5,
  (i == x ? 1 : 0) AS c6,
  (i == null ? 1 : 0) AS c7,
  (i == 1 ? 1 : 0) AS c8,
  (i == i+1 ? 1 : 0) AS c9;
DESCRIBE B0;
B1 = FOREACH A GENERATE
  (i < i ? 1 : 0) AS c0,
  (i < l ? 1 : 0) AS c1,
  (i < f ? 1 : 0) AS c2,
  (i < d ? 1 : 0) AS c3,
  (i < bi ? 1 : 0) AS c4,
  (i < bd ? 1 : 0) AS c5,
  (i < x ? 1 : 0) AS c6,
  (i < null ? 1 : 0) AS c7,
  (i < 1 ? 1 : 0) AS c8,
  (i < i+1 ? 1 : 0) AS c9;
DESCRIBE B1;
B2 = FOREACH A GENERATE
  (l == i ? 1 : 0) AS c0,
  (l == l ? 1 : 0) AS c1,
  (l == f ? 1 : 0) AS c2,
  (l == d ? 1 : 0) AS c3,
  (l == bi ? 1 : 0) AS c4,
  (l == bd ? 1 : 0) AS c5,
  (l == x ? 1 : 0) AS c6,
  (l == null ? 1 : 0) AS c7,
  (l == 1 ? 1 : 0) AS c8,
  (l == i+1 ? 1 : 0) AS c9;
DESCRIBE B2;
B3 = FOREACH A GENERATE
  (l < i ? 1 : 0) AS c0,
  (l < l ? 1 : 0) AS c1,
  (l < f ? 1 : 0) AS c2,
  (l < d ? 1 : 0) AS c3,
  (l < bi ? 1 : 0) AS c4,
  (l < bd ? 1 : 0) AS c5,
  (l < x ? 1 : 0) AS c6,
  (l < null ? 1 : 0) AS c7,
  (l < 1 ? 1 : 0) AS c8,
  (l < i+1 ? 1 : 0) AS c9;
DESCRIBE B3;
B4 = FOREACH A GENERATE
  (f == i ? 1 : 0) AS c0,
  (f == l ? 1 : 0) AS c1,
  (f == f ? 1 : 0) AS c2,
  (f == d ? 1 : 0) AS c3,
  (f == bi ? 1 : 0) AS c4,
  (f == bd ? 1 : 0) AS c5,
  (f == x ? 1 : 0) AS c6,
  (f == null ? 1 : 0) AS c7,
  (f == 1 ? 1 : 0) AS c8,
  (f == i+1 ? 1 : 0) AS c9;
DESCRIBE B4;
B5 = FOREACH A GENERATE
  (f < i ? 1 : 0) AS c0,
  (f < l ? 1 : 0) AS c1,
  (f < f ? 1 : 0) AS c2,
  (f < d ? 1 : 0) AS c3,
  (f < bi ? 1 : 0) AS c4,
  (f < bd ? 1 : 0) AS c5,
  (f < x ? 1 : 0) AS c6,
  (f < null ? 1 : 0) AS c7,
  (f < 1 ? 1 : 0) AS c8,
  (f < i+1 ? 1 : 0) AS c9;
DESCRIBE B5;
B6 = FOREACH A GENERATE
  (d == i ? 1 : 0) AS c0,
  (d == l ? 1 : 0) AS c1,
  (d == f ? 1 : 0) AS c2,
  (d == d ? 1 : 0) AS c3,
  (d == bi ? 1 : 0) AS c4,
  (d == bd ? 1 : 0) AS c5,
  (d == x ? 1 : 0) AS c6,
  (d == null ? 1 : 0) AS c7,
  (d == 1 ? 1 : 0) AS c8,
  (d == i+1 ? 1 : 0) AS c9;
DESCRIBE B6;
B7 = FOREACH A GENERATE
  (d < i ? 1 : 0) AS c0,
  (d < l ? 1 : 0) AS c1,
  (d < f ? 1 : 0) AS c2,
  (d < d ? 1 : 0) AS c3,
  (d < bi ? 1 : 0) AS c4,
  (d < bd ? 1 : 0) AS c5,
  (d < x ? 1 : 0) AS c6,
  (d < null ? 1 : 0) AS c7,
  (d < 1 ? 1 : 0) AS c8,
  (d < i+1 ? 1 : 0) AS c9;
DESCRIBE B7;
B8 = FOREACH A GENERATE
  (bi == i ? 1 : 0) AS c0,
  (bi == l ? 1 : 0) AS c1,
  (bi == f ? 1 : 0) AS c2,
  (bi == d ? 1 : 0) AS c3,
  (bi == bi ? 1 : 0) AS c4,
  (bi == bd ? 1 : 0) AS c5,
  (bi == x ? 1 : 0) AS c6,
  (bi == null ? 1 : 0) AS c7,
  (bi == 1 ? 1 : 0) AS c8,
  (bi == i+1 ? 1 : 0) AS c9;
DESCRIBE B8;
B9 = FOREACH A GENERATE
  (bi < i ? 1 : 0) AS c0,
  (bi < l ? 1 : 0) AS c1,
  (bi < f ? 1 : 0) AS c2,
  (bi < d ? 1 : 0) AS c3,
  (bi < bi ? 1 : 0) AS c4,
  (bi < bd ? 1 : 0) AS c5,
  (bi < x ? 1 : 0) AS c6,
  (bi < null ? 1 : 0) AS c7,
  (bi < 1 ? 1 : 0) AS c8,
  (bi < i+1 ? 1 : 0) AS c9;
DESCRIBE B9;
B10 = FOREACH A GENERATE
  (bd == i ? 1 : 0) AS c0,
  (bd == l ? 1 : 0) AS c1,
  (bd == f ? 1 : 0) AS c2,
  (bd == d ? 1 : 0) AS c3,
  (bd == bi ? 1 : 0) AS c4,
  (bd == bd ? 1 : 0) AS c5,
  (bd == x ? 1 : 0) AS c6,
  (bd == null ? 1 : 0) AS c7,
  (bd == 1 ? 1 : 0) AS c8,
  (bd == i+1 ? 1 : 0) AS c9;
DESCRIBE B10;
B11 = FOREACH A GENERATE
  (bd < i ? 1 : 0) AS c0,
  (bd < l ? 1 : 0) AS c1,
  (bd < f ? 1 : 0) AS c2,
  (bd < d ? 1 : 0) AS c3,
  (bd < bi ? 1 : 0) AS c4,
  (bd < bd ? 1 : 0) AS c5,
  (bd < x ? 1 : 0) AS c6,
  (bd < null ? 1 : 0) AS c7,
  (bd < 1 ? 1 : 0) AS c8,
  (bd < i+1 ? 1 : 0) AS c9;
DESCRIBE B11;
B12 = FOREACH A GENERATE
  (bo == bo ? 1 : 0) AS c0,
  (bo == x ? 1 : 0) AS c1,
  (bo == null ? 1 : 0) AS c2,
  (bo == true ? 1 : 0) AS c3;
DESCRIBE B12;
B13 = FOREACH A GENERATE
  (bo < x ? 1 : 0) AS c0,
  (bo < null ? 1 : 0) AS c1;
DESCRIBE B13;
B14 = FOREACH A GENERATE
  (dt == dt ? 1 : 0) AS c0,
  (dt == x ? 1 : 0) AS c1,
  (dt == null ? 1 : 0) AS c2;
DESCRIBE B14;
B15 = FOREACH A GENERATE
  (dt < dt ? 1 : 0) AS c0,
  (dt < x ? 1 : 0) AS c1,
  (dt < null ? 1 : 0) AS c2;
DESCRIBE B15;
B16 = FOREACH A GENERATE
  (s == s ? 1 : 0) AS c0,
  (s == x ? 1 : 0) AS c1,
  (s == null ? 1 : 0) AS c2,
  (s == 'a' ? 1 : 0) AS c3;
DESCRIBE B16;
B17 = FOREACH A GENERATE
  (s < s ? 1 : 0) AS c0,
  (s < x ? 1 : 0) AS c1,
  (s < null ? 1 : 0) AS c2,
  (s < 'a' ? 1 : 0) AS c3;
DESCRIBE B17;
B18 = FOREACH A GENERATE
  (x == i ? 1 : 0) AS c0,
  (x == l ? 1 : 0) AS c1,
  (x == f ? 1 : 0) AS c2,
  (x == d ? 1 : 0) AS c3,
  (x == bi ? 1 : 0) AS c4,
  (x == bd ? 1 : 0) AS c5,
  (x == bo ? 1 : 0) AS c6,
  (x == dt ? 1 : 0) AS c7,
  (x == s ? 1 : 0) AS c8,
  (x == x ? 1 : 0) AS c9,
  (x == t0 ? 1 : 0) AS c10,
  (x == t1 ? 1 : 0) AS c11,
  (x == t2 ? 1 : 0) AS c12,
  (x == t3 ? 1 : 0) AS c13,
  (x == t4 ? 1 : 0) AS c14,
  (x == m0 ? 1 : 0) AS c15,
  (x == mi ? 1 : 0) AS c16,
  (x == ms ? 1 : 0) AS c17,
  (x == mt ? 1 : 0) AS c18,
  (x == null ? 1 : 0) AS c19,
  (x == 1 ? 1 : 0) AS c20,
  (x == 'a' ? 1 : 0) AS c21,
  (x == (1) ? 1 : 0) AS c22,
  (x == (1,2) ? 1 : 0) AS c23,
  (x == ['a'#1] ? 1 : 0) AS c24,
  (x == [] ? 1 : 0) AS c25,
  (x == true ? 1 : 0) AS c26,
  (x == i+1 ? 1 : 0) AS c27;
DESCRIBE B18;
B19 = FOREACH A GENERATE
  (x < i ? 1 : 0) AS c0,
  (x < l ? 1 : 0) AS c1,
  (x < f ? 1 : 0) AS c2,
  (x < d ? 1 : 0) AS c3,
  (x < bi ? 1 : 0) AS c4,
  (x < bd ? 1 : 0) AS c5,
  (x < bo ? 1 : 0) AS c6,
  (x < dt ? 1 : 0) AS c7,
  (x < s ? 1 : 0) AS c8,
  (x < x ? 1 : 0) AS c9,
  (x < null ? 1 : 0) AS c10,
  (x < 1 ? 1 : 0) AS c11,
  (x < 'a' ? 1 : 0) AS c12,
  (x < true ? 1 : 0) AS c13,
  (x < i+1 ? 1 : 0) AS c14;
DESCRIBE B19;
B20 = FOREACH A GENERATE
  (t0 == x ? 1 : 0) AS c0,
  (t0 == t0 ? 1 : 0) AS c1,
  (t0 == t1 ? 1 : 0) AS c2,
  (t0 == t2 ? 1 : 0) AS c3,
  (t0 == t3 ? 1 : 0) AS c4,
  (t0 == t4 ? 1 : 0) AS c5,
  (t0 == null ? 1 : 0) AS c6,
  (t0 == (1) ? 1 : 0) AS c7,
  (t0 == (1,2) ? 1 : 0) AS c8;
DESCRIBE B20;
B21 = FOREACH A GENERATE
  (t1 == x ? 1 : 0) AS c0,
  (t1 == t0 ? 1 : 0) AS c1,
  (t1 == t1 ? 1 : 0) AS c2,
  (t1 == t2 ? 1 : 0) AS c3,
  (t1 == t3 ? 1 : 0) AS c4,
  (t1 == t4 ? 1 : 0) AS c5,
  (t1 == null ? 1 : 0) AS c6,
  (t1 == (1) ? 1 : 0) AS c7,
  (t1 == (1,2) ? 1 : 0) AS c8;
DESCRIBE B21;
B22 = FOREACH A GENERATE
  (t2 == x ? 1 : 0) AS c0,
  (t2 == t0 ? 1 : 0) AS c1,
  (t2 == t1 ? 1 : 0) AS c2,
  (t2 == t2 ? 1 : 0) AS c3,
  (t2 == t3 ? 1 : 0) AS c4,
  (t2 == t4 ? 1 : 0) AS c5,
  (t2 == null ? 1 : 0) AS c6,
  (t2 == (1) ? 1 : 0) AS c7,
  (t2 == (1,2) ? 1 : 0) AS c8;
DESCRIBE B22;
B23 = FOREACH A GENERATE
  (t3 == x ? 1 : 0) AS c0,
  (t3 == t0 ? 1 : 0) AS c1,
  (t3 == t1 ? 1 : 0) AS c2,
  (t3 == t2 ? 1 : 0) AS c3,
  (t3 == t3 ? 1 : 0) AS c4,
  (t3 == t4 ? 1 : 0) AS c5,
  (t3 == null ? 1 : 0) AS c6,
  (t3 == (1) ? 1 : 0) AS c7,
  (t3 == (1,2) ? 1 : 0) AS c8;
DESCRIBE B23;
B24 = FOREACH A GENERATE
  (t4 == x ? 1 : 0) AS c0,
  (t4 == t0 ? 1 : 0) AS c1,
  (t4 == t1 ? 1 : 0) AS c2,
  (t4 == t2 ? 1 : 0) AS c3,
  (t4 == t3 ? 1 : 0) AS c4,
  (t4 == t4 ? 1 : 0) AS c5,
  (t4 == null ? 1 : 0) AS c6,
  (t4 == (1) ? 1 : 0) AS c7,
  (t4 == (1,2) ? 1 : 0) AS c8;
DESCRIBE B24;
B25 = FOREACH A GENERATE
  (m0 == x ? 1 : 0) AS c0,
  (m0 == m0 ? 1 : 0) AS c1,
  (m0 == mi ? 1 : 0) AS c2,
  (m0 == ms ? 1 : 0) AS c3,
  (m0 == mt ? 1 : 0) AS c4,
  (m0 == null ? 1 : 0) AS c5,
  (m0 == ['a'#1] ? 1 : 0) AS c6,
  (m0 == [] ? 1 : 0) AS c7;
DESCRIBE B25;
B26 = FOREACH A GENERATE
  (mi == x ? 1 : 0) AS c0,
  (mi == m0 ? 1 : 0) AS c1,
  (mi == mi ? 1 : 0) AS c2,
  (mi == ms ? 1 : 0) AS c3,
  (mi == mt ? 1 : 0) AS c4,
  (mi == null ? 1 : 0) AS c5,
  (mi == ['a'#1] ? 1 : 0) AS c6,
  (mi == [] ? 1 : 0) AS c7;
DESCRIBE B26;
B27 = FOREACH A GENERATE
  (ms == x ? 1 : 0) AS c0,
  (ms == m0 ? 1 : 0) AS c1,
  (ms == mi ? 1 : 0) AS c2,
  (ms == ms ? 1 : 0) AS c3,
  (ms == mt ? 1 : 0) AS c4,
  (ms == null ? 1 : 0) AS c5,
  (ms == ['a'#1] ? 1 : 0) AS c6,
  (ms == [] ? 1 : 0) AS c7;
DESCRIBE B27;
B28 = FOREACH A GENERATE
  (mt == x ? 1 : 0) AS c0,
  (mt == m0 ? 1 : 0) AS c1,
  (mt == mi ? 1 : 0) AS c2,
  (mt == ms ? 1 : 0) AS c3,
  (mt == mt ? 1 : 0) AS c4,
  (mt == null ? 1 : 0) AS c5,
  (mt == ['a'#1] ? 1 : 0) AS c6,
  (mt == [] ? 1 : 0) AS c7;
DESCRIBE B28;
B29 = FOREACH A GENERATE
  (null == i ? 1 : 0) AS c0,
  (null == l ? 1 : 0) AS c1,
  (null == f ? 1 : 0) AS c2,
  (null == d ? 1 : 0) AS c3,
  (null == bi ? 1 : 0) AS c4,
  (null == bd ? 1 : 0) AS c5,
  (null == bo ? 1 : 0) AS c6,
  (null == dt ? 1 : 0) AS c7,
  (null == s ? 1 : 0) AS c8,
  (null == x ? 1 : 0) AS c9,
  (null == t0 ? 1 : 0) AS c10,
  (null == t1 ? 1 : 0) AS c11,
  (null == t2 ? 1 : 0) AS c12,
  (null == t3 ? 1 : 0) AS c13,
  (null == t4 ? 1 : 0) AS c14,
  (null == m0 ? 1 : 0) AS c15,
  (null == mi ? 1 : 0) AS c16,
  (null == ms ? 1 : 0) AS c17,
  (null == mt ? 1 : 0) AS c18,
  (null == null ? 1 : 0) AS c19,
  (null == 1 ? 1 : 0) AS c20,
  (null == 'a' ? 1 : 0) AS c21,
  (null == (1) ? 1 : 0) AS c22,
  (null == (1,2) ? 1 : 0) AS c23,
  (null == ['a'#1] ? 1 : 0) AS c24,
  (null == [] ? 1 : 0) AS c25,
  (null == true ? 1 : 0) AS c26,
  (null == i+1 ? 1 : 0) AS c27;
DESCRIBE B29;
B30 = FOREACH A GENERATE
  (null < i ? 1 : 0) AS c0,
  (null < l ? 1 : 0) AS c1,
  (null < f ? 1 : 0) AS c2,
  (null < d ? 1 : 0) AS c3,
  (null < bi ? 1 : 0) AS c4,
  (null < bd ? 1 : 0) AS c5,
  (null < bo ? 1 : 0) AS c6,
  (null < dt ? 1 : 0) AS c7,
  (null < s ? 1 : 0) AS c8,
  (null < x ? 1 : 0) AS c9,
  (null < null ? 1 : 0) AS c10,
  (null < 1 ? 1 : 0) AS c11,
  (null < 'a' ? 1 : 0) AS c12,
  (null < true ? 1 : 0) AS c13,
  (null < i+1 ? 1 : 0) AS c14;
DESCRIBE B30;
B31 = FOREACH A GENERATE
  (1 == i ? 1 : 0) AS c0,
  (1 == l ? 1 : 0) AS c1,
  (1 == f ? 1 : 0) AS c2,
  (1 == d ? 1 : 0) AS c3,
  (1 == bi ? 1 : 0) AS c4,
  (1 == bd ? 1 : 0) AS c5,
  (1 == x ? 1 : 0) AS c6,
  (1 == null ? 1 : 0) AS c7,
  (1 == 1 ? 1 : 0) AS c8,
  (1 == i+1 ? 1 : 0) AS c9;
DESCRIBE B31;
B32 = FOREACH A GENERATE
  (1 < i ? 1 : 0) AS c0,
  (1 < l ? 1 : 0) AS c1,
  (1 < f ? 1 : 0) AS c2,
  (1 < d ? 1 : 0) AS c3,
  (1 < bi ? 1 : 0) AS c4,
  (1 < bd ? 1 : 0) AS c5,
  (1 < x ? 1 : 0) AS c6,
  (1 < null ? 1 : 0) AS c7,
  (1 < 1 ? 1 : 0) AS c8,
  (1 < i+1 ? 1 : 0) AS c9;
DESCRIBE B32;
B33 = FOREACH A GENERATE
  ('a' == s ? 1 : 0) AS c0,
  ('a' == x ? 1 : 0) AS c1,
  ('a' == null ? 1 : 0) AS c2,
  ('a' == 'a' ? 1 : 0) AS c3;
DESCRIBE B33;
B34 = FOREACH A GENERATE
  ('a' < s ? 1 : 0) AS c0,
  ('a' < x ? 1 : 0) AS c1,
  ('a' < null ? 1 : 0) AS c2,
  ('a' < 'a' ? 1 : 0) AS c3;
DESCRIBE B34;
B35 = FOREACH A GENERATE
  ((1) == x ? 1 : 0) AS c0,
  ((1) == t0 ? 1 : 0) AS c1,
  ((1) == t1 ? 1 : 0) AS c2,
  ((1) == t2 ? 1 : 0) AS c3,
  ((1) == t3 ? 1 : 0) AS c4,
  ((1) == t4 ? 1 : 0) AS c5,
  ((1) == null ? 1 : 0) AS c6,
  ((1) == (1) ? 1 : 0) AS c7,
  ((1) == (1,2) ? 1 : 0) AS c8;
DESCRIBE B35;
B36 = FOREACH A GENERATE
  ((1,2) == x ? 1 : 0) AS c0,
  ((1,2) == t0 ? 1 : 0) AS c1,
  ((1,2) == t1 ? 1 : 0) AS c2,
  ((1,2) == t2 ? 1 : 0) AS c3,
  ((1,2) == t3 ? 1 : 0) AS c4,
  ((1,2) == t4 ? 1 : 0) AS c5,
  ((1,2) == null ? 1 : 0) AS c6,
  ((1,2) == (1) ? 1 : 0) AS c7,
  ((1,2) == (1,2) ? 1 : 0) AS c8;
DESCRIBE B36;
B37 = FOREACH A GENERATE
  (['a'#1] == x ? 1 : 0) AS c0,
  (['a'#1] == m0 ? 1 : 0) AS c1,
  (['a'#1] == mi ? 1 : 0) AS c2,
  (['a'#1] == ms ? 1 : 0) AS c3,
  (['a'#1] == mt ? 1 : 0) AS c4,
  (['a'#1] == null ? 1 : 0) AS c5,
  (['a'#1] == ['a'#1] ? 1 : 0) AS c6,
  (['a'#1] == [] ? 1 : 0) AS c7;
DESCRIBE B37;
B38 = FOREACH A GENERATE
  ([] == x ? 1 : 0) AS c0,
  ([] == m0 ? 1 : 0) AS c1,
  ([] == mi ? 1 : 0) AS c2,
  ([] == ms ? 1 : 0) AS c3,
  ([] == mt ? 1 : 0) AS c4,
  ([] == null ? 1 : 0) AS c5,
  ([] == ['a'#1] ? 1 : 0) AS c6,
  ([] == [] ? 1 : 0) AS c7;
DESCRIBE B38;
B39 = FOREACH A GENERATE
  (true == bo ? 1 : 0) AS c0,
  (true == x ? 1 : 0) AS c1,
  (true == null ? 1 : 0) AS c2,
  (true == true ? 1 : 0) AS c3;
DESCRIBE B39;
B40 = FOREACH A GENERATE
  (true < x ? 1 : 0) AS c0,
  (true < null ? 1 : 0) AS c1;
DESCRIBE B40;
B41 = FOREACH A GENERATE
  (i+1 == i ? 1 : 0) AS c0,
  (i+1 == l ? 1 : 0) AS c1,
  (i+1 == f ? 1 : 0) AS c2,
  (i+1 == d ? 1 : 0) AS c3,
  (i+1 == bi ? 1 : 0) AS c4,
  (i+1 == bd ? 1 : 0) AS c5,
  (i+1 == x ? 1 : 0) AS c6,
  (i+1 == null ? 1 : 0) AS c7,
  (i+1 == 1 ? 1 : 0) AS c8,
  (i+1 == i+1 ? 1 : 0) AS c9;
DESCRIBE B41;
B42 = FOREACH A GENERATE
  (i+1 < i ? 1 : 0) AS c0,
  (i+1 < l ? 1 : 0) AS c1,
  (i+1 < f ? 1 : 0) AS c2,
  (i+1 < d ? 1 : 0) AS c3,
  (i+1 < bi ? 1 : 0) AS c4,
  (i+1 < bd ? 1 : 0) AS c5,
  (i+1 < x ? 1 : 0) AS c6,
  (i+1 < null ? 1 : 0) AS c7,
  (i+1 < 1 ? 1 : 0) AS c8,
  (i+1 < i+1 ? 1 : 0) AS c9;
DESCRIBE B42;
