-- Values of maps are text; where they fit the type that the schema promises they look the same.
A = LOAD 'files/json-map-ints.json' USING JsonLoader('m:map[int]'); DESCRIBE A; DUMP A;
A = LOAD 'files/json-map-ints.json' USING JsonLoader('m:[long]'); DUMP A;
A = LOAD 'files/json-map-values.json' USING JsonLoader('m:map[chararray]'); DUMP A;
B = FOREACH A GENERATE m#'a', m#'c'; DUMP B;
A = LOAD 'files/json-map-values.json' USING JsonLoader('m:map[]');
B = FOREACH A GENERATE m#'a', (int)m#'c', SIZE(m); DUMP B;
