-- the line of unlike results is that of the first condition
A = LOAD 'data/types-one.txt' AS (a:int, b:chararray);
B = FOREACH A GENERATE
  CASE
    WHEN a == 1
     THEN 2
    WHEN a
     == 2
     THEN b
    ELSE
     b
  END;
DUMP B;
