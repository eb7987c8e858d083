-- Bags, tuples and maps: as they are mostly used, then empty ones, nulls inside, and positions at the end.
A = LOAD 'data/fn-types.txt' AS (k:chararray, i:int, l:long, f:float, d:double, bi:biginteger, bd:bigdecimal, dt:datetime, s:chararray);
N = LOAD 'data/fn-all-null.txt' AS (ba, i:int, l:long, f:float, d:double, bo:boolean, dt:datetime, c:chararray, bi:biginteger, bd:bigdecimal, t:(x:int,y:chararray), g:{(x:int,y:chararray)}, gi:{(x:int)}, m:map[int], mu:map[]);
G = FOREACH (GROUP A BY k) { o = ORDER A BY s; GENERATE group AS k, o.(i, s) AS b, o.i AS c; }
O = FOREACH (LIMIT A 1) GENERATE 1 AS one;
-- normal: ARITY BagToString BagToTuple DIFF Distinct IsEmpty SIZE BagSize SUBTRACT TOBAG TOTUPLE TupleSize
B = FOREACH G GENERATE k, ARITY(k, b), BagToString(b), BagToString(b, '|'), BagToTuple(b), IsEmpty(b), SIZE(b), BagSize(b), TupleSize(TOTUPLE(k, 1)), TOBAG(k, 'x'), TOTUPLE(k, 1);
DUMP B;
B = FOREACH G GENERATE k, DIFF(b, TOBAG(TOTUPLE(5, 'b'))), SUBTRACT(b, TOBAG(TOTUPLE(5, 'b')));
DUMP B;
B = FOREACH (FILTER G BY k == 'b') GENERATE Distinct(c);
DUMP B;
-- normal: INVERSEMAP KEYSET MapSize StringSize TOMAP VALUELIST VALUESET ConstantSize IdentityColumn
B = FOREACH O GENERATE INVERSEMAP(TOMAP('a', 1, 'b', 1)), KEYSET(TOMAP('a', 1)), MapSize(TOMAP('a', 1, 'b', 2)), StringSize('abc'), TOMAP('k', 'v'), VALUELIST(TOMAP('a', 1, 'b', 1)), VALUESET(TOMAP('a', 1, 'b', 1)), ConstantSize(7), IdentityColumn(one);
DUMP B;
-- normal: TOP
B = FOREACH G GENERATE k, TOP(1, 0, b) AS p, TOP(2, 1, b) AS q;
DUMP B;
-- normal: COR COV
B = FOREACH O GENERATE COR(TOBAG(1.0, 2.0, 4.0), TOBAG(2.0, 3.0, 9.0)) AS a, COV(TOBAG(1.0, 2.0, 4.0), TOBAG(2.0, 3.0, 9.0), TOBAG(0.0, 1.0, 0.0)) AS b;
DUMP B;
-- normal: CubeDimensions RollupDimensions
B = FOREACH O GENERATE CubeDimensions('a', 'b') AS c, RollupDimensions('a', 'b') AS r;
DUMP B;
-- normal: PluckTuple
DEFINE pluck PluckTuple('i');
B = FOREACH A GENERATE pluck(*);
DUMP B;
-- edge: PluckTuple
DEFINE pluck PluckTuple('zz');
B = FOREACH A GENERATE pluck(*);
DUMP B;
-- null: PluckTuple
DEFINE pluck PluckTuple('i');
B = FOREACH N GENERATE pluck(i, c);
DUMP B;
-- null: Distinct COR COV TOMAP BagSize TupleSize MapSize StringSize ConstantSize IdentityColumn CubeDimensions RollupDimensions
B = FOREACH N GENERATE Distinct(g), BagSize(g), TupleSize(t), MapSize(m), StringSize(c), ConstantSize(i), IdentityColumn(c), TOMAP('a', i);
DUMP B;
B = FOREACH N GENERATE COR(gi, gi) AS a, COV(gi, gi) AS b;
DUMP B;
B = FOREACH N GENERATE CubeDimensions(c, c) AS c, RollupDimensions(c, 'x') AS r;
DUMP B;
-- edge: ARITY BagToString BagToTuple Distinct IsEmpty SIZE BagSize SUBTRACT DIFF TOBAG TOTUPLE TupleSize
G = FOREACH (GROUP A BY k) { e = FILTER A BY k == 'none'; GENERATE group AS k, e.(i, s) AS b; }
B = FOREACH G GENERATE ARITY(b), BagToString(b), BagToTuple(b), Distinct(b), IsEmpty(b), SIZE(b), BagSize(b), SUBTRACT(b, b), DIFF(b, b), TOBAG(b), TOTUPLE(b, 1), TupleSize(TOTUPLE(b)), SIZE('𝄞é');
DUMP B;
-- edge: INVERSEMAP KEYSET MapSize StringSize TOMAP VALUELIST VALUESET ConstantSize IdentityColumn
B = FOREACH O GENERATE INVERSEMAP(TOMAP()), KEYSET(TOMAP()), MapSize(TOMAP()), StringSize('𝄞é'), StringSize(''), TOMAP('', ''), TOMAP('a', 1, 'a', 2), VALUELIST(TOMAP()), VALUESET(TOMAP('a', null, 'b', null)), ConstantSize(0.0), IdentityColumn(TOTUPLE(1, 2));
DUMP B;
-- edge: TOP
B = FOREACH G GENERATE TOP(1, 0, b) AS p, TOP(0, 0, TOBAG(TOTUPLE(1, 2))) AS q, TOP(9, 1, TOBAG(TOTUPLE(1, 2), TOTUPLE(3, 4))) AS r;
DUMP B;
-- edge: COR COV
B = FOREACH O GENERATE COR(TOBAG(1.0), TOBAG(2.0)) AS a, COV(TOBAG(1.0), TOBAG(2.0)) AS b, COR(TOBAG(1.0, 1.0), TOBAG(2.0, 3.0)) AS c;
DUMP B;
-- edge: CubeDimensions RollupDimensions
B = FOREACH O GENERATE CubeDimensions('a') AS a, RollupDimensions('a') AS b, CubeDimensions('a', 'a') AS c, RollupDimensions('', 'b', 'c') AS d;
DUMP B;
