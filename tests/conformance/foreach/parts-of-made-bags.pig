-- fields of bags and maps that are made in place
A = LOAD 'data/complex.txt' AS (id:int, t:(a:int,b:chararray), bg:{(p:int,q:chararray)}, m:[]);
B = FOREACH A GENERATE {(1)}.$0, {(id, 2)}.$1, {id, 7}.$0, ['a', id]#'a', {(id, 2)}.id;
DESCRIBE B;
L = LIMIT B 2;
DUMP L;
