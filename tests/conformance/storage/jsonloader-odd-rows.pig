-- What is no JSON, too short, too long, of the wrong type or shape.
A = LOAD 'files/json-rows.json' USING JsonLoader('a:int, b:chararray, c:double'); DUMP A;
B = FOREACH A GENERATE b; DUMP B;
C = LOAD 'files/json-rows.json' USING JsonLoader('a:int, b:chararray, c:double') AS (x:int, y:chararray, z:double); DESCRIBE C;
D = LOAD 'files/crlf.json' USING JsonLoader('a:int,b:chararray'); DUMP D;
E = LOAD 'files/json-text.json' USING JsonLoader('s:chararray'); DUMP E;
