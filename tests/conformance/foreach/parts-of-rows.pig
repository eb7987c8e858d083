-- (*) and ranges in parentheses are tuples of which fields are taken
A = LOAD 'data/complex.txt' AS (id:int, t:(a:int,b:chararray), bg:{(p:int,q:chararray)}, m:[]);
B = FOREACH A GENERATE (*).$0, (id..t).t, (id..t, 7).$2, TOTUPLE(id, t).t.b;
DESCRIBE B;
L = LIMIT B 2;
DUMP L;
