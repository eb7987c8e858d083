-- JsonLoader: lines cut short, other than objects, values that do not fit, fields in another order.
A = LOAD 'files/bad.json' USING JsonLoader('id:int, s:chararray');
DUMP A;
B = LOAD 'files/bad.json' USING JsonLoader('id:int, s:int');
DUMP B;
C = LOAD 'files/nested.json' USING JsonLoader('id:int, t:(x:int, y:chararray), b:{(v:int)}, m:[chararray]');
DUMP C;
D = LOAD 'files/nested.json' USING JsonLoader('id:int, t:(x:int), b:{x:(v:chararray)}, m:map[]');
DUMP D;
