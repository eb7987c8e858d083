-- Each kind of JSON value read as something nested.
A = LOAD 'files/json-kinds.json' USING JsonLoader('k:(a:int), z:int'); DUMP A;
A = LOAD 'files/json-kinds.json' USING JsonLoader('k:{(e:chararray)}, z:int'); DUMP A;
A = LOAD 'files/json-kinds.json' USING JsonLoader('k:{(e:datetime)}, z:int'); DUMP A;
A = LOAD 'files/json-kinds.json' USING JsonLoader('k:{(e:biginteger)}, z:int'); DUMP A;
A = LOAD 'files/json-kinds.json' USING JsonLoader('k:map[], z:int'); DUMP A;
A = LOAD 'files/json-nested-odd.json' USING JsonLoader('t:(x:int,y:chararray),b:{(p:int,q:chararray)},i:int'); DUMP A;
A = LOAD 'files/json-nested-odd.json' USING JsonLoader('t:(x:chararray,y:chararray),b:{(p:chararray,q:chararray)},i:chararray'); DUMP A;
A = LOAD 'files/json-nested-odd.json' USING JsonLoader('t:map[],b:{(p:int)},i:int'); DUMP A;
A = LOAD 'files/json-nested-odd.json' USING JsonLoader('t:chararray,b:chararray,i:int'); DUMP A;
A = LOAD 'files/json-nested-odd.json' USING JsonLoader('t:tuple(),b:bag{},i:int'); DUMP A;
A = LOAD 'files/json-nested-odd.json' USING JsonLoader('t:chararray,b:bag{},i:int'); DUMP A;
