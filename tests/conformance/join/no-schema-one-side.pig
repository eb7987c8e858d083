-- JOIN where one side has a schema and the other has none.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = LOAD 'data/pairs2.txt';
J = JOIN A BY k, B BY (chararray)$0;
R = FOREACH J GENERATE $0, $1, $3;
DUMP R;
