--! reference: its combiner fails; the values are those without it
-- COV and COR of columns of a GROUP's bag, beside other aggregates.
A = LOAD 'data/voters.txt' AS (name:chararray, age:double, reg:chararray, contrib:double);
A = FILTER A BY age IS NOT NULL AND contrib IS NOT NULL;
G = GROUP A BY reg;
B = FOREACH G GENERATE group, COV(A.age, A.contrib), COR(A.age, A.contrib), COUNT(A), MAX(A.age);
DUMP B;
