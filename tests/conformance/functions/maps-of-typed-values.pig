-- Keys and values of typed maps, null ones among them.
A = LOAD 'data/complex.txt' AS (id:int, t:(n:int, s:chararray), b:{(x:int, y:chararray)}, m:[int]);
B = FOREACH A GENERATE id, KEYSET(m), VALUELIST(m), VALUESET(m);
DESCRIBE B;
DUMP B;
