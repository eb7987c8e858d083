-- Text functions of the null literal.
-- null: CONCAT SIZE TRIM UPPER
A = LOAD 'data/fn-strings.txt' AS (n:int, s:chararray);
B = FOREACH A GENERATE UPPER(null), SIZE(null), TRIM(null), CONCAT(null, 'a');
DESCRIBE B;
DUMP B;
