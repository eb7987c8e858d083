-- TOP of the bags of a GROUP, whole and after a nested FILTER, flattened and counted.
A = LOAD 'data/voters.txt' AS (name:chararray, age:int, reg:chararray, contrib:double);
G = GROUP A BY reg;
B = FOREACH G GENERATE group, FLATTEN(TOP(2, 3, A)), COUNT(A);
DUMP B;
C = FOREACH G {
    F = FILTER A BY contrib > 500.0;
    GENERATE group, TOP(1, 3, F), SIZE(TOP(3, 0, A)), COUNT(F);
}
DUMP C;
