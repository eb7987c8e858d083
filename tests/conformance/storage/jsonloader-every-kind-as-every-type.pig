-- Each kind of JSON value read as each type: what does not fit is null, and all behind it.
A = LOAD 'files/json-kinds.json' USING JsonLoader('k:boolean, z:int'); DUMP A;
A = LOAD 'files/json-kinds.json' USING JsonLoader('k:int, z:int'); DUMP A;
A = LOAD 'files/json-kinds.json' USING JsonLoader('k:long, z:int'); DUMP A;
A = LOAD 'files/json-kinds.json' USING JsonLoader('k:float, z:int'); DUMP A;
A = LOAD 'files/json-kinds.json' USING JsonLoader('k:double, z:int'); DUMP A;
A = LOAD 'files/json-kinds.json' USING JsonLoader('k:chararray, z:int'); DUMP A;
A = LOAD 'files/json-kinds.json' USING JsonLoader('k:bytearray, z:int'); DUMP A;
A = LOAD 'files/json-kinds.json' USING JsonLoader('k:datetime, z:int'); DUMP A;
A = LOAD 'files/json-kinds.json' USING JsonLoader('k:biginteger, z:int'); DUMP A;
A = LOAD 'files/json-kinds.json' USING JsonLoader('k:bigdecimal, z:int'); DUMP A;
