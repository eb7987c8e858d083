-- JsonLoader over data without a schema, with AS.
A = LOAD 'files/json-rows.json' USING JsonLoader() AS (a:int);
DUMP A;
