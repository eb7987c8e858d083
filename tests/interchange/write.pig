-- Everything that a file can hold, in every format that both can write. $out: where to.
A = LOAD 'data/rows.txt' USING PigStorage('|') AS (t:boolean, i:int, l:long, f:float, d:double, s:chararray, b:bytearray, w:datetime, n:biginteger, m:bigdecimal);
N = FOREACH A GENERATE i, (i, s, (l, t)) AS t:(i:int, s:chararray, o:(l:long, t:boolean)), TOBAG((i, s), (i, 'x')) AS b:{(p:int, q:chararray)}, TOMAP('k', s) AS m, (i is null ? null : (d, w)) AS u:(d:double, w:datetime);
E = LOAD 'data/empty.txt' USING PigStorage('|') AS (t:boolean, i:int, l:long, f:float, d:double, s:chararray, b:bytearray, w:datetime, n:biginteger, m:bigdecimal);
-- A chararray of 70,000 bytes and more, one with letters of two bytes, and a bag of many tuples.
L = LOAD 'data/line.txt' USING TextLoader() AS (line:chararray);
L = FOREACH L GENERATE REPLACE(REPLACE(REPLACE('aaaaaaa', 'a', 'bbbbbbbbbb'), 'b', 'cccccccccc'), 'c', 'dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd') AS big;
L = FOREACH L GENERATE big, REPLACE(big, 'dd', 'é') AS letters, STRSPLITTOBAG(big, 'd{100}', -1) AS many;

STORE A INTO '$out/bin' USING BinStorage();
STORE N INTO '$out/bin_nested' USING BinStorage();
STORE E INTO '$out/bin_empty' USING BinStorage();
STORE L INTO '$out/bin_large' USING BinStorage();
STORE A INTO '$out/json' USING JsonStorage();
STORE N INTO '$out/json_nested' USING JsonStorage();
STORE E INTO '$out/json_empty' USING JsonStorage();
STORE A INTO '$out/text' USING PigStorage('|', '-schema');
STORE N INTO '$out/text_nested' USING PigStorage('\u0001', '-schema');
STORE E INTO '$out/text_empty' USING PigStorage('|', '-schema');
-- The codec of a packed text is also that of the JSON beside it in the same job.
exec;
STORE A INTO '$out/text.gz' USING PigStorage('|', '-schema');
STORE A INTO '$out/text.bz2' USING PigStorage('|', '-schema');
exec;
STORE N INTO '$out/json.gz' USING JsonStorage();
STORE L INTO '$out/large.bz2' USING PigStorage('|', '-schema');
