-- Functions of C libraries that know nothing of pig, called by their prototypes.
%default out 'out/udf_ffi'

DEFINE hypot FFI('libm.so.6', 'double hypot(double, double)');
DEFINE frexp FFI('libm.so.6', 'double frexp(double, out int*)');
DEFINE magnitude FFI('libc.so.6', 'long labs(long)');
DEFINE version_order FFI('libc.so.6', 'int strverscmp(const char*, const char*)');

legs = LOAD 'samples/udf_ffi/legs.tsv' AS (name:chararray, a:double, b:double, steps:int);

-- int widens to what C wants; a null argument gives a null without a call
sides = FOREACH legs GENERATE name, hypot(a, b) AS c, magnitude(steps);
STORE sides INTO '$out/sides';

-- what a function writes through a pointer comes back as another field
parts = FOREACH legs GENERATE name, FLATTEN(frexp(a)) AS (fraction:double, exponent:int);
STORE parts INTO '$out/parts';

newer = FILTER legs BY version_order(name, 'leg-9') > 0;
names = FOREACH newer GENERATE name;
STORE names INTO '$out/names';
