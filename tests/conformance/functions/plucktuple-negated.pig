-- PluckTuple keeps the others.
DEFINE P PluckTuple('a', 'false');
A = LOAD 'data/types-abc.txt' AS (a:int, ab:int, c:int);
B = FOREACH A GENERATE FLATTEN(P(*));
DESCRIBE B;
DUMP B;
