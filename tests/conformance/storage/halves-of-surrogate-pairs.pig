-- Bytes that are no UTF-8; half of a surrogate pair in three bytes is one wrong character.
A = LOAD 'files/odd-utf8.txt' AS (x:chararray, y:int); DUMP A;
A = LOAD 'files/odd-utf8.txt' USING TextLoader(); DUMP A;
A = LOAD 'files/odd-utf8.txt' AS (x:chararray, y:int);
B = FOREACH A GENERATE SIZE(x), y; DUMP B;
