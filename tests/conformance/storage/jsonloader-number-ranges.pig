-- Numbers at and past the edge of each type, and such that JSON does not allow.
A = LOAD 'files/json-ints.json' USING JsonLoader('i:int'); DUMP A;
B = LOAD 'files/json-ints.json' USING JsonLoader('i:chararray'); DUMP B;
C = LOAD 'files/json-longs.json' USING JsonLoader('l:long'); DUMP C;
D = LOAD 'files/json-floats.json' USING JsonLoader('a:float, b:double'); DUMP D;
E = LOAD 'files/json-bigs.json' USING JsonLoader('g:biginteger'); DUMP E;
F = LOAD 'files/json-bigs.json' USING JsonLoader('g:bigdecimal'); DUMP F;
G = LOAD 'files/json-dates.json' USING JsonLoader('f:datetime'); DUMP G;
