A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
G = GROUP A BY k;
B = FOREACH G {
    o = ORDER A BY v;
    GENERATE group, o
};
DUMP B;
