-- Rows that are no objects, that end early or late, and spellings that JSON forbids.
A = LOAD 'files/json-rows-odd.json' USING JsonLoader('a:int,b:chararray,c:double'); DUMP A;
A = LOAD 'files/json-rows-odd.json' USING JsonLoader('a:chararray,b:chararray,c:chararray'); DUMP A;
A = LOAD 'files/json-rows-odd.json' USING JsonLoader('a:chararray'); DUMP A;
A = LOAD 'files/json-all.json' USING JsonLoader('o:boolean,i:int,l:long,f:float,d:double,s:chararray,b:bytearray,w:datetime,n:biginteger,m:bigdecimal'); DUMP A;
