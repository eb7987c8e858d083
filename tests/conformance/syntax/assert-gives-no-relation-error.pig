-- ASSERT is a statement by itself: it gives no relation.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
ASSERT A BY k IS NOT NULL OR v > 0, 'a key or a value';
B = ASSERT A BY v > 0;
DUMP B;
