-- Brackets that do not pair, blanks, quotes, nothing inside, too many fields, in complex text.
A = LOAD 'files/odd-tuples.txt' USING PigStorage('|') AS (t:(x:int,y:chararray)); DUMP A;
A = LOAD 'files/odd-tuples.txt' USING PigStorage('|') AS (t:(x,y)); DUMP A;
A = LOAD 'files/odd-tuples.txt' USING PigStorage('|') AS (t:(x:int,y:(z:chararray))); DUMP A;
A = LOAD 'files/odd-tuples.txt' USING PigStorage('|') AS (t:(x:int,y:[])); DUMP A;
A = LOAD 'files/odd-bags.txt' USING PigStorage('|') AS (b:{(p:int,q:chararray)}); DUMP A;
A = LOAD 'files/odd-bags.txt' USING PigStorage('|') AS (b:{(p:int,q:{(r:int)})}); DUMP A;
A = LOAD 'files/odd-bags.txt' USING PigStorage('|') AS (b:{(p,q)}); DUMP A;
A = LOAD 'files/odd-maps.txt' USING PigStorage('|') AS (m:[int]); DUMP A;
A = LOAD 'files/odd-maps.txt' USING PigStorage('|') AS (m:[]); DUMP A;
A = LOAD 'files/odd-maps.txt' USING PigStorage('|') AS (m:[chararray]); DUMP A;
A = LOAD 'files/odd-maps.txt' USING PigStorage('|') AS (m:[{(x:int)}]); DUMP A;
A = LOAD 'files/odd-maps.txt' USING PigStorage('|') AS (m:[(x:int,y:int)]); DUMP A;
A = LOAD 'files/odd-maps.txt' USING PigStorage('|') AS (m:map[map[int]]); DUMP A;
