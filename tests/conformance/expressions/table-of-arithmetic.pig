-- each pair of types that + and % take, and the type of the result
A = LOAD 'x' AS (i:int, l:long, f:float, d:double, bi:biginteger, bd:bigdecimal, bo:boolean, dt:datetime, s:chararray, x:bytearray, t0:tuple(), t1:tuple(a:int), t2:tuple(a:int,b:chararray), t3:tuple(b:int,c:int), t4:tuple(a:tuple(a:int)), b0:bag{}, b1:bag{(a:int)}, b2:bag{(a:int,b:chararray)}, b3:bag{q:(c:long,d:long)}, m0:map[], mi:map[int], ms:map[chararray], mt:map[tuple(a:int)]);
B0 = FOREACH A GENERATE
  i + i AS c0,
  i + l AS c1,
  i + f AS c2,
  i + d AS c3,
  i + bi AS c4,
  i + bd AS c5,
  i + x AS c6,
  i + null AS c7,
  i + 1 AS c8,
  i + i+1 AS c9;
DESCRIBE B0;
B1 = FOREACH A GENERATE
  i % i AS c0,
  i % l AS c1,
  i % bi AS c2,
  i % 1 AS c3,
  i % i+1 AS c4;
DESCRIBE B1;
B2 = FOREACH A GENERATE
  l + i AS c0,
  l + l AS c1,
  l + f AS c2,
  l + d AS c3,
  l + bi AS c4,
  l + bd AS c5,
  l + x AS c6,
  l + null AS c7,
  l + 1 AS c8,
  l + i+1 AS c9;
DESCRIBE B2;
B3 = FOREACH A GENERATE
  l % i AS c0,
  l % l AS c1,
  l % bi AS c2,
  l % 1 AS c3,
  l % i+1 AS c4;
DESCRIBE B3;
B4 = FOREACH A GENERATE
  f + i AS c0,
  f + l AS c1,
  f + f AS c2,
  f + d AS c3,
  f + bi AS c4,
  f + bd AS c5,
  f + x AS c6,
  f + null AS c7,
  f + 1 AS c8,
  f + i+1 AS c9;
DESCRIBE B4;
B5 = FOREACH A GENERATE
  d + i AS c0,
  d + l AS c1,
  d + f AS c2,
  d + d AS c3,
  d + bi AS c4,
  d + bd AS c5,
  d + x AS c6,
  d + null AS c7,
  d + 1 AS c8,
  d + i+1 AS c9;
DESCRIBE B5;
B6 = FOREACH A GENERATE
  bi + i AS c0,
  bi + l AS c1,
  bi + f AS c2,
  bi + d AS c3,
  bi + bi AS c4,
  bi + bd AS c5,
  bi + x AS c6,
  bi + null AS c7,
  bi + 1 AS c8,
  bi + i+1 AS c9;
DESCRIBE B6;
B7 = FOREACH A GENERATE
  bi % i AS c0,
  bi % l AS c1,
  bi % bi AS c2,
  bi % 1 AS c3,
  bi % i+1 AS c4;
DESCRIBE B7;
B8 = FOREACH A GENERATE
  bd + i AS c0,
  bd + l AS c1,
  bd + f AS c2,
  bd + d AS c3,
  bd + bi AS c4,
  bd + bd AS c5,
  bd + x AS c6,
  bd + null AS c7,
  bd + 1 AS c8,
  bd + i+1 AS c9;
DESCRIBE B8;
B9 = FOREACH A GENERATE
  x + i AS c0,
  x + l AS c1,
  x + f AS c2,
  x + d AS c3,
  x + bi AS c4,
  x + bd AS c5,
  x + x AS c6,
  x + null AS c7,
  x + 1 AS c8,
  x + i+1 AS c9;
DESCRIBE B9;
B10 = FOREACH A GENERATE
  x % i AS c0,
  x % l AS c1,
  x % bi AS c2,
  x % 1 AS c3,
  x % i+1 AS c4;
DESCRIBE B10;
B11 = FOREACH A GENERATE
  null + i AS c0,
  null + l AS c1,
  null + f AS c2,
  null + d AS c3,
  null + bi AS c4,
  null + bd AS c5,
  null + x AS c6,
  null + null AS c7,
  null + 1 AS c8,
  null + i+1 AS c9;
DESCRIBE B11;
B12 = FOREACH A GENERATE
  null % i AS c0,
  null % l AS c1,
  null % bi AS c2,
  null % 1 AS c3,
  null % i+1 AS c4;
DESCRIBE B12;
B13 = FOREACH A GENERATE
  1 + i AS c0,
  1 + l AS c1,
  1 + f AS c2,
  1 + d AS c3,
  1 + bi AS c4,
  1 + bd AS c5,
  1 + x AS c6,
  1 + null AS c7,
  1 + 1 AS c8,
  1 + i+1 AS c9;
DESCRIBE B13;
B14 = FOREACH A GENERATE
  1 % i AS c0,
  1 % l AS c1,
  1 % bi AS c2,
  1 % 1 AS c3,
  1 % i+1 AS c4;
DESCRIBE B14;
B15 = FOREACH A GENERATE
  i+1 + i AS c0,
  i+1 + l AS c1,
  i+1 + f AS c2,
  i+1 + d AS c3,
  i+1 + bi AS c4,
  i+1 + bd AS c5,
  i+1 + x AS c6,
  i+1 + null AS c7,
  i+1 + 1 AS c8,
  i+1 + i+1 AS c9;
DESCRIBE B15;
B16 = FOREACH A GENERATE
  i+1 % i AS c0,
  i+1 % l AS c1,
  i+1 % bi AS c2,
  i+1 % 1 AS c3,
  i+1 % i+1 AS c4;
DESCRIBE B16;
