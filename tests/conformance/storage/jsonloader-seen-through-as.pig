-- AS over JsonLoader's schema casts what was read by it.
A = LOAD 'files/json-rows-odd.json' USING JsonLoader('a:int,b:chararray,c:double') AS (q:chararray, r:chararray, s:chararray);
DESCRIBE A; DUMP A;
