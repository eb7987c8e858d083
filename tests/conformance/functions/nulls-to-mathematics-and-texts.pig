-- A null argument of every function of numbers and texts that takes one.
-- null: ABS ACOS ASIN ATAN CBRT CEIL CONCAT COS COSH ENDSWITH EXP FLOOR INDEXOF LAST_INDEX_OF LCFIRST LOG
-- null: LOG10 LOWER LTRIM REGEX_EXTRACT REGEX_EXTRACT_ALL REPLACE ROUND ROUND_TO RTRIM SIN SINH SIZE SPRINTF
-- null: SQRT STARTSWITH STRSPLIT STRSPLITTOBAG SUBSTRING TAN TANH TOKENIZE TRIM UCFIRST UPPER
A = LOAD 'data/fn-all-null.txt' AS (ba, i:int, l:long, f:float, d:double, bo:boolean, dt:datetime, c:chararray, bi:biginteger, bd:bigdecimal, t:(x:int,y:chararray), g:{(x:int,y:chararray)}, gi:{(x:int)}, m:map[int], mu:map[]);
B = FOREACH A GENERATE ABS(d), ACOS(d), ASIN(d), ATAN(d), CBRT(d), CEIL(d), COS(d), COSH(d), EXP(d), FLOOR(d), LOG(d), LOG10(d), ROUND(d), ROUND(f), ROUND_TO(d, 1), ROUND_TO(f, 1), SIN(d), SINH(d), SQRT(d), TAN(d), TANH(d), CEIL(i), SQRT(l), EXP(ba);
C = FOREACH A GENERATE CONCAT(c, 'x'), CONCAT(ba, ba), ENDSWITH(c, 'a'), ENDSWITH('a', c), STARTSWITH(c, 'a'), STARTSWITH('a', c), INDEXOF(c, 'a'), LAST_INDEX_OF(c, 'a'), LCFIRST(c), UCFIRST(c), LOWER(c), UPPER(c), LTRIM(c), RTRIM(c), TRIM(c), REGEX_EXTRACT(c, 'a', 0), REGEX_EXTRACT_ALL(c, 'a'), REPLACE(c, 'a', 'b'), REPLACE('a', c, 'b'), REPLACE('a', 'a', c), SPRINTF(c), SPRINTF('%s', c), STRSPLIT(c), STRSPLIT(c, ','), STRSPLIT('a', c), STRSPLITTOBAG(c), SUBSTRING(c, 0, 1), SUBSTRING('abc', i, 1), TOKENIZE(c), SIZE(c), SIZE(ba), SIZE(i);
DESCRIBE B;
DESCRIBE C;
DUMP B;
DUMP C;
