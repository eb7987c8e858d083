-- Tuples, bags and maps where the data have something else.
A = LOAD 'files/json-nested.json' USING JsonLoader('t:(x:int,y:chararray), b:{(p:int,q:chararray)}, m:[]'); DUMP A;
B = LOAD 'files/json-maps.json' USING JsonLoader('m:[chararray], x:int');
C = FOREACH B GENERATE m#'k', m#'a', x; DUMP C;
D = LOAD 'files/json-bags.json' USING JsonLoader('b:{t:(p:int)}'); DUMP D;
