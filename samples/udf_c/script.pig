-- Functions of a library of one's own: geo.c beside this script, built into geo.so.
%default lib 'build/samples'
%default out 'out/udf_c'

REGISTER '$lib/udf_c/geo.so';

cities = LOAD 'samples/udf_c/cities.tsv' AS (name:chararray, country:chararray, lat:double, lon:double);

-- by batch and by row; a null place gives nulls without a call
places = FOREACH cities GENERATE name, cell(lat, lon) AS cell, ROUND(distance(lat, lon, 48.85, 2.35)) AS km_to_paris;
STORE places INTO '$out/places';

-- an aggregate beside built-in ones
by_country = GROUP cities BY country;
spreads = FOREACH by_country GENERATE group, COUNT(cities), ROUND_TO(spread(cities.lat), 4) AS spread;
STORE spreads INTO '$out/spreads';
