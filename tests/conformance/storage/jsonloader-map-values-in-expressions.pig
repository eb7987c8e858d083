--! reference: it leaves the values text and fails on the sum, a String being no Number
-- Text in a map of numbers is a number.
A = LOAD 'files/json-map-ints.json' USING JsonLoader('m:map[int]');
B = FOREACH A GENERATE m#'a' + 1, m#'k' * 2; DUMP B;
A = LOAD 'files/json-map-ints.json' USING JsonLoader('m:map[double]');
B = FOREACH A GENERATE m#'a' + 1; DUMP B;
