-- Functions in C: a library with a manifest, and a function of the C library by its prototype.
%default data 'samples/distances'
%default lib 'build/samples/distances/libgeo.so'
%default out 'out/distances'

REGISTER '$lib';
DEFINE hypot FFI('libm.so.6', 'double hypot(double, double)');

stations = LOAD '$data/stations.tsv' AS (name:chararray, country:chararray, lat:double, lon:double, people:double);

-- every pair once, with the distance over the ground and that on the map
others = FOREACH stations GENERATE name AS name2, lat AS lat2, lon AS lon2;
pairs = FILTER (CROSS stations, others) BY name < name2;
measured = FOREACH pairs GENERATE name, name2, distance(lat, lon, lat2, lon2) AS km,
    hypot(lat - lat2, lon - lon2) AS degrees;
near = FILTER measured BY km < 400.0 OR km IS NULL;
sorted = ORDER near BY km, name, name2;
STORE sorted INTO '$out/near';

by_country = GROUP stations BY country;
means = FOREACH by_country GENERATE group, COUNT(stations), geometric_mean(stations.people) AS typical;
STORE means INTO '$out/countries';

labels = FOREACH stations GENERATE name, latitude_text(lat);
STORE labels INTO '$out/labels';
