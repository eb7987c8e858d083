A = LOAD 'files/json-all.json' USING JsonLoader('x:int, x:int');
DUMP A;
