-- SPRINTF of tuples and bags.
A = LOAD 'data/complex.txt' AS (id:int, t:(n:int, s:chararray), b:{(x:int, y:chararray)}, m:[int]);
B = FOREACH A GENERATE SPRINTF('%s', id), SPRINTF('%s', t), SPRINTF('%s', b);
DESCRIBE B;
DUMP B;
