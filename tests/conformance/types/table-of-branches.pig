-- each pair of branches of a bincond that goes together
A = LOAD 'x' AS (i:int, l:long, f:float, d:double, bi:biginteger, bd:bigdecimal, bo:boolean, dt:datetime, s:chararray, x:bytearray, t0:tuple(), t1:tuple(a:int), t2:tuple(a:int,b:chararray), t3:tuple(b:int,c:int), t4:tuple(a:tuple(a:int)), b0:bag{}, b1:bag{(a:int)}, b2:bag{(a:int,b:chararray)}, b3:bag{q:(c:long,d:long)}, m0:map[], mi:map[int], ms:map[chararray], mt:map[tuple(a:int)]);
B0 = FOREACH A GENERATE
  (bo ? i : i) AS c0,
  (bo ? i : l) AS c1,
  (bo ? i : f) AS c2,
  (bo ? i : d) AS c3,
  (bo ? i : bi) AS c4,
  (bo ? i : bd) AS c5,
  (bo ? i : x) AS c6,
  (bo ? i : null) AS c7,
  (bo ? i : 1) AS c8,
  (bo ? i : i+1) AS c9;
DESCRIBE B0;
B1 = FOREACH A GENERATE
  (bo ? l : i) AS c0,
  (bo ? l : l) AS c1,
  (bo ? l : f) AS c2,
  (bo ? l : d) AS c3,
  (bo ? l : bi) AS c4,
  (bo ? l : bd) AS c5,
  (bo ? l : x) AS c6,
  (bo ? l : null) AS c7,
  (bo ? l : 1) AS c8,
  (bo ? l : i+1) AS c9;
DESCRIBE B1;
B2 = FOREACH A GENERATE
  (bo ? f : i) AS c0,
  (bo ? f : l) AS c1,
  (bo ? f : f) AS c2,
  (bo ? f : d) AS c3,
  (bo ? f : bi) AS c4,
  (bo ? f : bd) AS c5,
  (bo ? f : x) AS c6,
  (bo ? f : null) AS c7,
  (bo ? f : 1) AS c8,
  (bo ? f : i+1) AS c9;
DESCRIBE B2;
B3 = FOREACH A GENERATE
  (bo ? d : i) AS c0,
  (bo ? d : l) AS c1,
  (bo ? d : f) AS c2,
  (bo ? d : d) AS c3,
  (bo ? d : bi) AS c4,
  (bo ? d : bd) AS c5,
  (bo ? d : x) AS c6,
  (bo ? d : null) AS c7,
  (bo ? d : 1) AS c8,
  (bo ? d : i+1) AS c9;
DESCRIBE B3;
B4 = FOREACH A GENERATE
  (bo ? bi : i) AS c0,
  (bo ? bi : l) AS c1,
  (bo ? bi : f) AS c2,
  (bo ? bi : d) AS c3,
  (bo ? bi : bi) AS c4,
  (bo ? bi : bd) AS c5,
  (bo ? bi : x) AS c6,
  (bo ? bi : null) AS c7,
  (bo ? bi : 1) AS c8,
  (bo ? bi : i+1) AS c9;
DESCRIBE B4;
B5 = FOREACH A GENERATE
  (bo ? bd : i) AS c0,
  (bo ? bd : l) AS c1,
  (bo ? bd : f) AS c2,
  (bo ? bd : d) AS c3,
  (bo ? bd : bi) AS c4,
  (bo ? bd : bd) AS c5,
  (bo ? bd : x) AS c6,
  (bo ? bd : null) AS c7,
  (bo ? bd : 1) AS c8,
  (bo ? bd : i+1) AS c9;
DESCRIBE B5;
B6 = FOREACH A GENERATE
  (bo ? bo : bo) AS c0,
  (bo ? bo : null) AS c1,
  (bo ? bo : true) AS c2;
DESCRIBE B6;
B7 = FOREACH A GENERATE
  (bo ? dt : dt) AS c0,
  (bo ? dt : null) AS c1;
DESCRIBE B7;
B8 = FOREACH A GENERATE
  (bo ? s : s) AS c0,
  (bo ? s : x) AS c1,
  (bo ? s : null) AS c2,
  (bo ? s : 'a') AS c3;
DESCRIBE B8;
B9 = FOREACH A GENERATE
  (bo ? x : i) AS c0,
  (bo ? x : l) AS c1,
  (bo ? x : f) AS c2,
  (bo ? x : d) AS c3,
  (bo ? x : bi) AS c4,
  (bo ? x : bd) AS c5,
  (bo ? x : dt) AS c6,
  (bo ? x : s) AS c7,
  (bo ? x : x) AS c8,
  (bo ? x : null) AS c9,
  (bo ? x : 1) AS c10,
  (bo ? x : 'a') AS c11,
  (bo ? x : i+1) AS c12;
DESCRIBE B9;
B10 = FOREACH A GENERATE
  (bo ? t0 : t0) AS c0,
  (bo ? t0 : t1) AS c1,
  (bo ? t0 : t2) AS c2,
  (bo ? t0 : t3) AS c3,
  (bo ? t0 : t4) AS c4,
  (bo ? t0 : null) AS c5,
  (bo ? t0 : (1)) AS c6,
  (bo ? t0 : (1,2)) AS c7;
DESCRIBE B10;
B11 = FOREACH A GENERATE
  (bo ? t1 : t0) AS c0,
  (bo ? t1 : t1) AS c1,
  (bo ? t1 : t4) AS c2,
  (bo ? t1 : null) AS c3,
  (bo ? t1 : (1)) AS c4;
DESCRIBE B11;
B12 = FOREACH A GENERATE
  (bo ? t2 : t0) AS c0,
  (bo ? t2 : t2) AS c1,
  (bo ? t2 : t3) AS c2,
  (bo ? t2 : null) AS c3,
  (bo ? t2 : (1,2)) AS c4;
DESCRIBE B12;
B13 = FOREACH A GENERATE
  (bo ? t3 : t0) AS c0,
  (bo ? t3 : t2) AS c1,
  (bo ? t3 : t3) AS c2,
  (bo ? t3 : null) AS c3,
  (bo ? t3 : (1,2)) AS c4;
DESCRIBE B13;
B14 = FOREACH A GENERATE
  (bo ? t4 : t0) AS c0,
  (bo ? t4 : t4) AS c1,
  (bo ? t4 : null) AS c2;
DESCRIBE B14;
B15 = FOREACH A GENERATE
  (bo ? b0 : b0) AS c0,
  (bo ? b0 : b1) AS c1,
  (bo ? b0 : b2) AS c2,
  (bo ? b0 : b3) AS c3,
  (bo ? b0 : null) AS c4,
  (bo ? b0 : {(1)}) AS c5,
  (bo ? b0 : {}) AS c6;
DESCRIBE B15;
B16 = FOREACH A GENERATE
  (bo ? b1 : b0) AS c0,
  (bo ? b1 : b1) AS c1,
  (bo ? b1 : null) AS c2,
  (bo ? b1 : {(1)}) AS c3,
  (bo ? b1 : {}) AS c4;
DESCRIBE B16;
B17 = FOREACH A GENERATE
  (bo ? b2 : b0) AS c0,
  (bo ? b2 : b2) AS c1,
  (bo ? b2 : b3) AS c2,
  (bo ? b2 : null) AS c3,
  (bo ? b2 : {}) AS c4;
DESCRIBE B17;
B18 = FOREACH A GENERATE
  (bo ? b3 : b0) AS c0,
  (bo ? b3 : b2) AS c1,
  (bo ? b3 : b3) AS c2,
  (bo ? b3 : null) AS c3,
  (bo ? b3 : {}) AS c4;
DESCRIBE B18;
B19 = FOREACH A GENERATE
  (bo ? m0 : m0) AS c0,
  (bo ? m0 : mi) AS c1,
  (bo ? m0 : ms) AS c2,
  (bo ? m0 : mt) AS c3,
  (bo ? m0 : null) AS c4,
  (bo ? m0 : ['a'#1]) AS c5,
  (bo ? m0 : []) AS c6;
DESCRIBE B19;
B20 = FOREACH A GENERATE
  (bo ? mi : m0) AS c0,
  (bo ? mi : mi) AS c1,
  (bo ? mi : ms) AS c2,
  (bo ? mi : mt) AS c3,
  (bo ? mi : null) AS c4,
  (bo ? mi : ['a'#1]) AS c5,
  (bo ? mi : []) AS c6;
DESCRIBE B20;
B21 = FOREACH A GENERATE
  (bo ? ms : m0) AS c0,
  (bo ? ms : mi) AS c1,
  (bo ? ms : ms) AS c2,
  (bo ? ms : mt) AS c3,
  (bo ? ms : null) AS c4,
  (bo ? ms : ['a'#1]) AS c5,
  (bo ? ms : []) AS c6;
DESCRIBE B21;
B22 = FOREACH A GENERATE
  (bo ? mt : m0) AS c0,
  (bo ? mt : mi) AS c1,
  (bo ? mt : ms) AS c2,
  (bo ? mt : mt) AS c3,
  (bo ? mt : null) AS c4,
  (bo ? mt : ['a'#1]) AS c5,
  (bo ? mt : []) AS c6;
DESCRIBE B22;
B23 = FOREACH A GENERATE
  (bo ? null : i) AS c0,
  (bo ? null : l) AS c1,
  (bo ? null : f) AS c2,
  (bo ? null : d) AS c3,
  (bo ? null : bi) AS c4,
  (bo ? null : bd) AS c5,
  (bo ? null : bo) AS c6,
  (bo ? null : dt) AS c7,
  (bo ? null : s) AS c8,
  (bo ? null : x) AS c9,
  (bo ? null : t0) AS c10,
  (bo ? null : t1) AS c11,
  (bo ? null : t2) AS c12,
  (bo ? null : t3) AS c13,
  (bo ? null : t4) AS c14,
  (bo ? null : b0) AS c15,
  (bo ? null : b1) AS c16,
  (bo ? null : b2) AS c17,
  (bo ? null : b3) AS c18,
  (bo ? null : m0) AS c19,
  (bo ? null : mi) AS c20,
  (bo ? null : ms) AS c21,
  (bo ? null : mt) AS c22,
  (bo ? null : null) AS c23,
  (bo ? null : 1) AS c24,
  (bo ? null : 'a') AS c25,
  (bo ? null : (1)) AS c26,
  (bo ? null : (1,2)) AS c27,
  (bo ? null : {(1)}) AS c28,
  (bo ? null : {}) AS c29,
  (bo ? null : ['a'#1]) AS c30,
  (bo ? null : []) AS c31,
  (bo ? null : true) AS c32,
  (bo ? null : i+1) AS c33;
DESCRIBE B23;
B24 = FOREACH A GENERATE
  (bo ? 1 : i) AS c0,
  (bo ? 1 : l) AS c1,
  (bo ? 1 : f) AS c2,
  (bo ? 1 : d) AS c3,
  (bo ? 1 : bi) AS c4,
  (bo ? 1 : bd) AS c5,
  (bo ? 1 : x) AS c6,
  (bo ? 1 : null) AS c7,
  (bo ? 1 : 1) AS c8,
  (bo ? 1 : i+1) AS c9;
DESCRIBE B24;
B25 = FOREACH A GENERATE
  (bo ? 'a' : s) AS c0,
  (bo ? 'a' : x) AS c1,
  (bo ? 'a' : null) AS c2,
  (bo ? 'a' : 'a') AS c3;
DESCRIBE B25;
B26 = FOREACH A GENERATE
  (bo ? (1) : t0) AS c0,
  (bo ? (1) : t1) AS c1,
  (bo ? (1) : t4) AS c2,
  (bo ? (1) : null) AS c3,
  (bo ? (1) : (1)) AS c4;
DESCRIBE B26;
B27 = FOREACH A GENERATE
  (bo ? (1,2) : t0) AS c0,
  (bo ? (1,2) : t2) AS c1,
  (bo ? (1,2) : t3) AS c2,
  (bo ? (1,2) : null) AS c3,
  (bo ? (1,2) : (1,2)) AS c4;
DESCRIBE B27;
B28 = FOREACH A GENERATE
  (bo ? {(1)} : b0) AS c0,
  (bo ? {(1)} : b1) AS c1,
  (bo ? {(1)} : null) AS c2,
  (bo ? {(1)} : {(1)}) AS c3,
  (bo ? {(1)} : {}) AS c4;
DESCRIBE B28;
B29 = FOREACH A GENERATE
  (bo ? {} : b0) AS c0,
  (bo ? {} : b1) AS c1,
  (bo ? {} : b2) AS c2,
  (bo ? {} : b3) AS c3,
  (bo ? {} : null) AS c4,
  (bo ? {} : {(1)}) AS c5,
  (bo ? {} : {}) AS c6;
DESCRIBE B29;
B30 = FOREACH A GENERATE
  (bo ? ['a'#1] : m0) AS c0,
  (bo ? ['a'#1] : mi) AS c1,
  (bo ? ['a'#1] : ms) AS c2,
  (bo ? ['a'#1] : mt) AS c3,
  (bo ? ['a'#1] : null) AS c4,
  (bo ? ['a'#1] : ['a'#1]) AS c5,
  (bo ? ['a'#1] : []) AS c6;
DESCRIBE B30;
B31 = FOREACH A GENERATE
  (bo ? [] : m0) AS c0,
  (bo ? [] : mi) AS c1,
  (bo ? [] : ms) AS c2,
  (bo ? [] : mt) AS c3,
  (bo ? [] : null) AS c4,
  (bo ? [] : ['a'#1]) AS c5,
  (bo ? [] : []) AS c6;
DESCRIBE B31;
B32 = FOREACH A GENERATE
  (bo ? true : bo) AS c0,
  (bo ? true : null) AS c1,
  (bo ? true : true) AS c2;
DESCRIBE B32;
B33 = FOREACH A GENERATE
  (bo ? i+1 : i) AS c0,
  (bo ? i+1 : l) AS c1,
  (bo ? i+1 : f) AS c2,
  (bo ? i+1 : d) AS c3,
  (bo ? i+1 : bi) AS c4,
  (bo ? i+1 : bd) AS c5,
  (bo ? i+1 : x) AS c6,
  (bo ? i+1 : null) AS c7,
  (bo ? i+1 : 1) AS c8,
  (bo ? i+1 : i+1) AS c9;
DESCRIBE B33;
