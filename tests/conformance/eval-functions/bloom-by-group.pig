-- BuildBloom of the bags of a GROUP: filters of one size, whatever is in them.
DEFINE small BuildBloom('jenkins', 'fixed', '64', '2');
DEFINE large BuildBloom('murmur', '100', '0.01');
A = LOAD 'data/voters.txt' AS (name:chararray, age:int, reg:chararray, contrib:double);
A = FILTER A BY name IS NOT NULL AND age IS NOT NULL;
G = GROUP A BY reg;
B = FOREACH G GENERATE group, SIZE(small(A.name)), COUNT(A);
DUMP B;
