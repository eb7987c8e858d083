A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
G = GROUP A BY k;
B = FOREACH G {
    o = ORDER A BY v

    l = LIMIT o 1;
    GENERATE group, l;
};
