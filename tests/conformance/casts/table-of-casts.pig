-- each cast that exists, of each type to each
A = LOAD 'x' AS (i:int, l:long, f:float, d:double, bi:biginteger, bd:bigdecimal, bo:boolean, dt:datetime, s:chararray, x:bytearray, t0:tuple(), t1:tuple(a:int), t2:tuple(a:int,b:chararray), t3:tuple(b:int,c:int), t4:tuple(a:tuple(a:int)), b0:bag{}, b1:bag{(a:int)}, b2:bag{(a:int,b:chararray)}, b3:bag{q:(c:long,d:long)}, m0:map[], mi:map[int], ms:map[chararray], mt:map[tuple(a:int)]);
B0 = FOREACH A GENERATE
  (int)i AS c0,
  (long)i AS c1,
  (float)i AS c2,
  (double)i AS c3,
  (biginteger)i AS c4,
  (bigdecimal)i AS c5,
  (boolean)i AS c6,
  (chararray)i AS c7;
DESCRIBE B0;
B1 = FOREACH A GENERATE
  (int)l AS c0,
  (long)l AS c1,
  (float)l AS c2,
  (double)l AS c3,
  (biginteger)l AS c4,
  (bigdecimal)l AS c5,
  (boolean)l AS c6,
  (chararray)l AS c7;
DESCRIBE B1;
B2 = FOREACH A GENERATE
  (int)f AS c0,
  (long)f AS c1,
  (float)f AS c2,
  (double)f AS c3,
  (biginteger)f AS c4,
  (bigdecimal)f AS c5,
  (boolean)f AS c6,
  (chararray)f AS c7;
DESCRIBE B2;
B3 = FOREACH A GENERATE
  (int)d AS c0,
  (long)d AS c1,
  (float)d AS c2,
  (double)d AS c3,
  (biginteger)d AS c4,
  (bigdecimal)d AS c5,
  (boolean)d AS c6,
  (chararray)d AS c7;
DESCRIBE B3;
B4 = FOREACH A GENERATE
  (int)bi AS c0,
  (long)bi AS c1,
  (float)bi AS c2,
  (double)bi AS c3,
  (biginteger)bi AS c4,
  (bigdecimal)bi AS c5,
  (boolean)bi AS c6,
  (chararray)bi AS c7;
DESCRIBE B4;
B5 = FOREACH A GENERATE
  (int)bd AS c0,
  (long)bd AS c1,
  (float)bd AS c2,
  (double)bd AS c3,
  (biginteger)bd AS c4,
  (bigdecimal)bd AS c5,
  (boolean)bd AS c6,
  (chararray)bd AS c7;
DESCRIBE B5;
B6 = FOREACH A GENERATE
  (int)bo AS c0,
  (long)bo AS c1,
  (float)bo AS c2,
  (double)bo AS c3,
  (biginteger)bo AS c4,
  (bigdecimal)bo AS c5,
  (boolean)bo AS c6,
  (chararray)bo AS c7;
DESCRIBE B6;
B7 = FOREACH A GENERATE
  (boolean)dt AS c0,
  (datetime)dt AS c1;
DESCRIBE B7;
B8 = FOREACH A GENERATE
  (int)s AS c0,
  (long)s AS c1,
  (float)s AS c2,
  (double)s AS c3,
  (biginteger)s AS c4,
  (bigdecimal)s AS c5,
  (boolean)s AS c6,
  (chararray)s AS c7;
DESCRIBE B8;
B9 = FOREACH A GENERATE
  (int)x AS c0,
  (long)x AS c1,
  (float)x AS c2,
  (double)x AS c3,
  (biginteger)x AS c4,
  (bigdecimal)x AS c5,
  (boolean)x AS c6,
  (datetime)x AS c7,
  (chararray)x AS c8,
  (bytearray)x AS c9,
  (tuple())x AS c10,
  (tuple(int))x AS c11,
  (tuple(int,chararray))x AS c12,
  (tuple(chararray,int))x AS c13,
  (tuple(tuple(int)))x AS c14,
  (bag{})x AS c15,
  (map[])x AS c16,
  (map[int])x AS c17,
  (map[chararray])x AS c18;
DESCRIBE B9;
B10 = FOREACH A GENERATE
  (bag{tuple(int)})x AS c0,
  (bag{tuple(int,chararray)})x AS c1;
DESCRIBE B10;
B11 = FOREACH A GENERATE
  (map[tuple(int)])x AS c0;
DESCRIBE B11;
B12 = FOREACH A GENERATE
  (boolean)t0 AS c0,
  (tuple())t0 AS c1,
  (tuple(int))t0 AS c2,
  (tuple(int,chararray))t0 AS c3,
  (tuple(chararray,int))t0 AS c4,
  (tuple(tuple(int)))t0 AS c5;
DESCRIBE B12;
B13 = FOREACH A GENERATE
  (boolean)t1 AS c0,
  (tuple())t1 AS c1,
  (tuple(int))t1 AS c2;
DESCRIBE B13;
B14 = FOREACH A GENERATE
  (boolean)t2 AS c0,
  (tuple())t2 AS c1,
  (tuple(int))t2 AS c2,
  (tuple(int,chararray))t2 AS c3,
  (tuple(chararray,int))t2 AS c4;
DESCRIBE B14;
B15 = FOREACH A GENERATE
  (boolean)t3 AS c0,
  (tuple())t3 AS c1,
  (tuple(int))t3 AS c2,
  (tuple(int,chararray))t3 AS c3,
  (tuple(chararray,int))t3 AS c4;
DESCRIBE B15;
B16 = FOREACH A GENERATE
  (boolean)t4 AS c0,
  (tuple())t4 AS c1,
  (tuple(tuple(int)))t4 AS c2;
DESCRIBE B16;
B17 = FOREACH A GENERATE
  (boolean)b0 AS c0,
  (bag{})b0 AS c1;
DESCRIBE B17;
B18 = FOREACH A GENERATE
  (bag{tuple(int)})b0 AS c0,
  (bag{tuple(int,chararray)})b0 AS c1,
  (bag{tuple(int)})b1 AS c2,
  (bag{tuple(int)})b2 AS c3,
  (bag{tuple(int,chararray)})b2 AS c4,
  (bag{tuple(int)})b3 AS c5,
  (bag{tuple(int,chararray)})b3 AS c6;
DESCRIBE B18;
B19 = FOREACH A GENERATE
  (boolean)b1 AS c0;
DESCRIBE B19;
B20 = FOREACH A GENERATE
  (boolean)b2 AS c0;
DESCRIBE B20;
B21 = FOREACH A GENERATE
  (boolean)b3 AS c0;
DESCRIBE B21;
B22 = FOREACH A GENERATE
  (boolean)m0 AS c0,
  (map[])m0 AS c1,
  (map[int])m0 AS c2,
  (map[chararray])m0 AS c3;
DESCRIBE B22;
B23 = FOREACH A GENERATE
  (map[tuple(int)])m0 AS c0,
  (map[tuple(int)])mt AS c1;
DESCRIBE B23;
B24 = FOREACH A GENERATE
  (boolean)mi AS c0,
  (map[int])mi AS c1,
  (map[chararray])mi AS c2;
DESCRIBE B24;
B25 = FOREACH A GENERATE
  (boolean)ms AS c0,
  (map[int])ms AS c1,
  (map[chararray])ms AS c2;
DESCRIBE B25;
B26 = FOREACH A GENERATE
  (boolean)mt AS c0;
DESCRIBE B26;
B27 = FOREACH A GENERATE
  (int)null AS c0,
  (long)null AS c1,
  (float)null AS c2,
  (double)null AS c3,
  (biginteger)null AS c4,
  (bigdecimal)null AS c5,
  (boolean)null AS c6,
  (datetime)null AS c7,
  (chararray)null AS c8,
  (bytearray)null AS c9,
  (tuple())null AS c10,
  (tuple(int))null AS c11,
  (tuple(int,chararray))null AS c12,
  (tuple(chararray,int))null AS c13,
  (tuple(tuple(int)))null AS c14,
  (bag{})null AS c15,
  (map[])null AS c16,
  (map[int])null AS c17,
  (map[chararray])null AS c18;
DESCRIBE B27;
B28 = FOREACH A GENERATE
  (bag{tuple(int)})null AS c0,
  (bag{tuple(int,chararray)})null AS c1;
DESCRIBE B28;
B29 = FOREACH A GENERATE
  (map[tuple(int)])null AS c0;
DESCRIBE B29;
B30 = FOREACH A GENERATE
  (int)1 AS c0,
  (long)1 AS c1,
  (float)1 AS c2,
  (double)1 AS c3,
  (biginteger)1 AS c4,
  (bigdecimal)1 AS c5,
  (boolean)1 AS c6,
  (chararray)1 AS c7;
DESCRIBE B30;
B31 = FOREACH A GENERATE
  (int)'a' AS c0,
  (long)'a' AS c1,
  (float)'a' AS c2,
  (double)'a' AS c3,
  (biginteger)'a' AS c4,
  (bigdecimal)'a' AS c5,
  (boolean)'a' AS c6,
  (chararray)'a' AS c7;
DESCRIBE B31;
B32 = FOREACH A GENERATE
  (boolean)(1) AS c0,
  (tuple())(1) AS c1,
  (tuple(int))(1) AS c2;
DESCRIBE B32;
B33 = FOREACH A GENERATE
  (boolean)(1,2) AS c0,
  (tuple())(1,2) AS c1,
  (tuple(int))(1,2) AS c2,
  (tuple(int,chararray))(1,2) AS c3,
  (tuple(chararray,int))(1,2) AS c4;
DESCRIBE B33;
B34 = FOREACH A GENERATE
  (boolean){(1)} AS c0;
DESCRIBE B34;
B35 = FOREACH A GENERATE
  (bag{tuple(int)}){(1)} AS c0,
  (bag{tuple(int)}){} AS c1,
  (bag{tuple(int,chararray)}){} AS c2;
DESCRIBE B35;
B36 = FOREACH A GENERATE
  (boolean){} AS c0,
  (bag{}){} AS c1;
DESCRIBE B36;
B37 = FOREACH A GENERATE
  (boolean)['a'#1] AS c0,
  (map[])['a'#1] AS c1,
  (map[int])['a'#1] AS c2,
  (map[chararray])['a'#1] AS c3;
DESCRIBE B37;
B38 = FOREACH A GENERATE
  (map[tuple(int)])['a'#1] AS c0,
  (map[tuple(int)])[] AS c1;
DESCRIBE B38;
B39 = FOREACH A GENERATE
  (boolean)[] AS c0,
  (map[])[] AS c1,
  (map[int])[] AS c2,
  (map[chararray])[] AS c3;
DESCRIBE B39;
B40 = FOREACH A GENERATE
  (int)true AS c0,
  (long)true AS c1,
  (float)true AS c2,
  (double)true AS c3,
  (biginteger)true AS c4,
  (bigdecimal)true AS c5,
  (boolean)true AS c6,
  (chararray)true AS c7;
DESCRIBE B40;
