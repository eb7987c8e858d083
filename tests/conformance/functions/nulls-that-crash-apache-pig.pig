--! reference: a NullPointerException for each of these, where the manual promises null
A = LOAD 'data/fn-all-null.txt' AS (ba, i:int, l:long, f:float, d:double, bo:boolean, dt:datetime, c:chararray, bi:biginteger, bd:bigdecimal, t:(x:int,y:chararray), g:{(x:int,y:chararray)});
-- null: FloatAbs IntAbs LongAbs DIFF EqualsIgnoreCase COUNT_STAR
B = FOREACH A GENERATE FloatAbs(f), IntAbs(i), LongAbs(l), DIFF(g, g), EqualsIgnoreCase(c, 'a'), EqualsIgnoreCase('a', c), COUNT_STAR(g);
DUMP B;
B = FOREACH A GENERATE DoubleRoundTo(1.5, i), FloatRoundTo(1.5f, i);
DUMP B;
