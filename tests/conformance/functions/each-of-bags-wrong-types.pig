--! stdin
A = LOAD 'data/fn-types.txt' AS (k:chararray, i:int, l:long,
    f:float, d:double, bi:biginteger, bd:bigdecimal,
    dt:datetime, s:chararray);
-- wrong type: BagToString BagToTuple INVERSEMAP KEYSET
-- wrong type: VALUELIST VALUESET SIZE TOP
B = FOREACH A GENERATE BagToString(i);
B = FOREACH A GENERATE BagToString();
B = FOREACH A GENERATE BagToString(TOBAG(i), i);
B = FOREACH A GENERATE BagToTuple(i);
B = FOREACH A GENERATE BagToTuple(s);
B = FOREACH A GENERATE BagToTuple();
B = FOREACH A GENERATE INVERSEMAP(i);
B = FOREACH A GENERATE INVERSEMAP();
B = FOREACH A GENERATE KEYSET(i);
B = FOREACH A GENERATE KEYSET(s);
B = FOREACH A GENERATE KEYSET();
B = FOREACH A GENERATE VALUELIST(i);
B = FOREACH A GENERATE VALUESET(s);
B = FOREACH A GENERATE SIZE(true);
B = FOREACH A GENERATE SIZE(dt);
B = FOREACH A GENERATE SIZE();
B = FOREACH A GENERATE SIZE(s, s);
B = FOREACH A GENERATE TOP(1, 1, s);
B = FOREACH A GENERATE TOP(s, 1, TOBAG(i));
B = FOREACH A GENERATE TOP(1, 1);
B = FOREACH A GENERATE TOP(1, 's', TOBAG(i));
B = FOREACH A GENERATE TOP(1L, 1, TOBAG(i));
-- wrong type: PluckTuple
DEFINE p PluckTuple();
B = FOREACH A GENERATE p(*);
-- null: IsEmpty
B = FOREACH A GENERATE IsEmpty((bag{})null);
DUMP B;
-- wrong type: DIFF
B = FOREACH A GENERATE DIFF(i);
DUMP B;
-- wrong type: Distinct
B = FOREACH A GENERATE Distinct(i);
DUMP B;
-- wrong type: IsEmpty
B = FOREACH A GENERATE IsEmpty(s);
DUMP B;
-- wrong type: SUBTRACT
B = FOREACH A GENERATE SUBTRACT(i, i);
DUMP B;
-- wrong type: TOMAP
B = FOREACH A GENERATE TOMAP(i, i);
DUMP B;
-- wrong type: COR
B = FOREACH A GENERATE COR(i, i);
DUMP B;
-- wrong type: COV
B = FOREACH A GENERATE COV(s, s);
DUMP B;
