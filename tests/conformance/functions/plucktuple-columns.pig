-- PluckTuple keeps the columns whose names begin with a text.
DEFINE P PluckTuple('a');
A = LOAD 'data/types-abc.txt' AS (a:int, ab:int, c:int);
B = FOREACH A GENERATE P(*);
DESCRIBE B;
DUMP B;
